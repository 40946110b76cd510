"""`concord ledger verify`."""

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from concord.cli.failures import Failure
from concord.cli.ledger.verdict import Verdict
from concord.cli.output import json_option
from concord.verifying import VerifierKey, Wrong
from concord.verifying.sources.bundle import Bundle
from concord.verifying.verification import verify as verify_


@click.command()
@click.argument("target", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key",
    "keys",
    multiple=True,
    help="Verifier key that you trust (name+id+base64), or a file with one a line; may be repeated.",
)
@click.option(
    "--kept",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint that you kept from earlier: history since then must be continued. May be repeated.",
)
@json_option
def verify(
    target: Path,
    keys: tuple[str, ...],
    kept: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Check every entry, the hash tree over them, and the signature. Exit code 0: all of it holds.

    TARGET is an export bundle. Nothing else is asked, and no code is shared with what writes a ledger.

    \b
    concord ledger verify jianghai.ledger.tar --key keys.txt --kept last-year.checkpoint

    Without --key the keys that come with the ledger are used: then the answer is worth as much as the way
    they came. 未给 --key 时使用随附的公钥，请另行核对公钥。
    """
    trusted = [key for given in keys for key in _keys(given)]
    checkpoints = [path.read_bytes() for path in kept]
    began = time.monotonic()
    verdict = asyncio.run(_verify(target, trusted, checkpoints))
    verdict.seconds = time.monotonic() - began
    verdict.show(as_json=as_json)
    if not verdict.holds:
        sys.exit(1)


async def _verify(target: Path, trusted: Sequence[VerifierKey], kept: Sequence[bytes]) -> Verdict:
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("verifying 核验", total=None)
        try:
            with Bundle(target) as source:
                keys = trusted or [VerifierKey.parse(text) for text in (await source.held()).keys]
                found = await verify_(
                    source, keys, kept, lambda done, total: bar.update(task, completed=done, total=total)
                )
        except Wrong as wrong:
            return Verdict(str(target), given_keys=bool(trusted), refused=wrong)
    return Verdict(str(target), given_keys=bool(trusted), verified=found)


def _keys(given: str) -> list[VerifierKey]:
    """A key, or the keys of a file. Raises Failure."""
    lines = Path(given).read_text("utf-8").split() if Path(given).is_file() else [given]
    try:
        return [VerifierKey.parse(line) for line in lines]
    except Wrong as wrong:
        raise Failure(f"--key {given}: {wrong}.") from None
