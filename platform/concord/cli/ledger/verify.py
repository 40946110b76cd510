"""`concord ledger verify`."""

import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

import click
from cryptography.x509 import Certificate, load_pem_x509_certificates
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from concord.cli.failures import Failure
from concord.cli.language import said
from concord.cli.ledger.keys import key_option, trusted_keys
from concord.cli.ledger.verdict import Verdict
from concord.cli.output import json_option
from concord.refusals import Message
from concord.settings import load
from concord.verifying import VerifierKey, Wrong
from concord.verifying.sources import Source, bundle, database
from concord.verifying.sources.server import NotAnswered, Server
from concord.verifying.verification import verify as verify_

ONE_OF_BOTH = Message(
    "请给出 TARGET（导出包或地址）或 --tenant 之一：见 `concord ledger verify -h`",
    "Give either TARGET (a bundle or an address) or --tenant: see `concord ledger verify -h`.",
)
NO_FILE = Message(
    "没有文件 {target}：请给出导出包，或 https:// 开头的地址",
    "There is no file {target}: give an export bundle, or an address https://...",
)
NOT_CERTIFICATES = Message(
    "--authority {file}：{error}：请给出 PEM 证书文件",
    "--authority {file}: {error}: give a PEM file of certificates.",
)


@click.command()
@click.argument("target", required=False)
@click.option("--tenant", "code", help="Without TARGET: of this tenant, in the database of the settings.")
@key_option
@click.option(
    "--kept",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint or a receipt that you kept: history since then must be continued. May be repeated.",
)
@click.option(
    "--authority",
    "authority",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="PEM file with certificates of a time-stamp authority: its stamps are checked, and entries by them.",
)
@click.option("--token", envvar="CONCORD_TOKEN", help="For a server; better in the variable CONCORD_TOKEN.")
@json_option
def verify(
    target: str | None,
    code: str | None,
    keys: tuple[str, ...],
    kept: tuple[Path, ...],
    authority: Path | None,
    token: str | None,
    as_json: bool,
) -> None:
    """Check every entry, the hash tree over them, and the signature. Exit code 0: all of it holds.

    TARGET is an export bundle or the address of a server's ledger; without it, the database is read
    (role concord_auditor). Shares no code with what writes a ledger.

    \b
    concord ledger verify jianghai.ledger.tar --key keys.txt
    concord ledger verify https://host/ledgers/jianghai --kept last-year.checkpoint
    concord ledger verify --tenant jianghai --json

    Without --key the keys that come with the ledger are used: then the answer is worth as much as the way
    they came. 未给 --key 时使用随附的公钥，请另行核对公钥。
    """
    trusted = trusted_keys(keys)
    checkpoints = [path.read_bytes() for path in kept]
    authorities = _certificates(authority) if authority else []
    began = time.monotonic()
    verdict = asyncio.run(_verify(target, code, token, trusted, checkpoints, authorities))
    verdict.seconds = time.monotonic() - began
    verdict.show(as_json=as_json)
    if not verdict.holds:
        sys.exit(1)


async def _verify(
    target: str | None,
    code: str | None,
    token: str | None,
    trusted: Sequence[VerifierKey],
    kept: Sequence[bytes],
    authorities: Sequence[Certificate],
) -> Verdict:
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("verifying 核验", total=None)
        try:
            async with _source(target, code, token) as source:
                keys = trusted or [VerifierKey.parse(text) for text in (await source.held()).keys]
                found = await verify_(
                    source,
                    keys,
                    kept,
                    lambda done, total: bar.update(task, completed=done, total=total),
                    authorities,
                )
        except Wrong as wrong:
            return Verdict(target or code or "", given_keys=bool(trusted), refused=wrong)
        except NotAnswered as error:
            raise Failure(str(error)) from error
    return Verdict(target or code or "", given_keys=bool(trusted), verified=found)


def _source(target: str | None, code: str | None, token: str | None) -> AbstractAsyncContextManager[Source]:
    if (target is None) == (code is None):
        raise Failure(said(ONE_OF_BOTH))
    if target is None:
        return database.opened(load().dsn(database.ROLE), str(code))
    if target.startswith(("http://", "https://")):
        return nullcontext(Server(target, token))
    if not Path(target).is_file():
        raise Failure(said(NO_FILE, target=target))
    return bundle.opened(Path(target))


def _certificates(file: Path) -> list[Certificate]:
    """Raises Failure."""
    try:
        return load_pem_x509_certificates(file.read_bytes())
    except ValueError as error:
        raise Failure(said(NOT_CERTIFICATES, file=file, error=error)) from None
