"""`concord ledger witness`."""

import asyncio
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from http.client import HTTPException
from pathlib import Path

import click

from concord.cli.failures import Failure
from concord.cli.language import said
from concord.cli.ledger.keys import trusted_keys
from concord.cli.output import complain
from concord.commanding import ZONE
from concord.refusals import Message
from concord.verifying import VerifierKey, Wrong
from concord.verifying.sources.server import NotAnswered, Server
from concord.verifying.successions import successions
from concord.witnessing import Memory, Observed, Refused, WitnessKey, observe
from concord.witnessing.cosigning import NotAWitnessKey
from concord.witnessing.memory import InUse

FOLDER_TAKEN = Message(
    "目录 {folder} 已有另一见证进程：一个目录只能有一个",
    "Another witness runs with the folder {folder}: one folder, one witness.",
)
NOT_A_KEY = Message(
    "{error} 不是 Ed25519 密钥：请为 --state 另选目录",
    "{error} is not an Ed25519 key: give --state another folder.",
)

SPLIT = 2
"""Exit code where a ledger was refused."""


@click.command()
@click.argument("urls", nargs=-1, required=True)
@click.option(
    "--name", required=True, help="Of this witness in its signatures, such as witness.example.org/a."
)
@click.option(
    "--state",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the witness's key and of what it has seen. Losing it is beginning anew.",
)
@click.option(
    "--key",
    "given",
    multiple=True,
    help="Verifier key of the ledger (name+id+base64), or a file with one a line; may be repeated.",
)
@click.option("--token", envvar="CONCORD_TOKEN", help="Where hashes are not public; better in CONCORD_TOKEN.")
@click.option("--every", default=60, show_default=True, type=click.IntRange(1, 86_400), help="Seconds.")
@click.option("--once", is_flag=True, help="One look at each ledger, then end: for cron.")
def witness(
    urls: tuple[str, ...],
    name: str,
    folder: Path,
    given: tuple[str, ...],
    token: str | None,
    every: int,
    once: bool,
) -> None:
    """Follow ledgers of a server from outside, and sign what continues all that was seen before 见证.

    URLS are addresses of ledgers, https://host/ledgers/<tenant code>. Each checkpoint is compared with the
    last one kept here, by a proof made of the ledger's tiles; then it is cosigned (C2SP tlog-cosignature)
    and the cosignature is handed to the server. A split view or a rollback is never signed: the two signed
    checkpoints are written to a file of the state folder, and the exit code is 2.

    \b
    concord ledger witness https://host/ledgers/jianghai --name w.example.org --state w --key keys.txt
    concord ledger witness https://host/ledgers/jianghai --name w.example.org --state w --once

    Without --key the keys that the server shows at the first look are trusted, and kept from then on.
    The server takes the cosignature if its operator lists the witness's key (CONCORD_WITNESS_KEYS).
    """
    memory = Memory(folder)
    trusted = trusted_keys(given)
    try:
        with memory.held():
            key = WitnessKey.of(folder, name)
            click.echo(f"witness key 见证公钥: {key.verifier_key}")
            refused = asyncio.run(_follow(urls, token, trusted, memory, key, None if once else every))
    except InUse:
        raise Failure(said(FOLDER_TAKEN, folder=folder)) from None
    except NotAWitnessKey as error:
        raise Failure(said(NOT_A_KEY, error=error)) from None
    if refused:
        sys.exit(SPLIT)


async def _follow(
    urls: Sequence[str],
    token: str | None,
    trusted: Sequence[VerifierKey],
    memory: Memory,
    key: WitnessKey,
    every: int | None,
) -> bool:
    """Whether a ledger was refused at the last look."""
    while True:
        began = time.monotonic()
        refused = False
        for url in urls:
            refused |= not await _look(url, token, trusted, memory, key)
        if every is None:
            return refused
        await asyncio.sleep(max(0.0, every - (time.monotonic() - began)))


async def _look(
    url: str, token: str | None, trusted: Sequence[VerifierKey], memory: Memory, key: WitnessKey
) -> bool:
    """One look at one ledger; False where it is refused. A server that is away is no refusal."""
    server = Server(url, token)
    try:
        held = await server.held()
        if held.successor is not None:
            complain(f"{url} ended: the ledger goes on at {held.successor} 后续台账: witness that address.")
        keys = trusted or _pinned(url, held.keys, memory)
        keys = [*keys, *(one.new for one in successions(keys, held.successions))]
        observed = await observe(server, held.checkpoint, keys, memory, key)
    except Refused as refused:
        complain(f"{url}: {refused}")
        return False
    except (NotAnswered, Wrong) as error:
        complain(f"{url} 无法读取: {error}")
        return True
    _say(url, observed, await _hand_over(server, observed))
    return True


def _pinned(url: str, shown: Sequence[str], memory: Memory) -> list[VerifierKey]:
    known = memory.keys(url)
    if not known:
        memory.trust(url, shown)
        known = list(shown)
        complain(f"{url}: trusted from now on 首次信任: {' '.join(known)}")
    return [VerifierKey.parse(one) for one in known]


async def _hand_over(server: Server, observed: Observed) -> str:
    """What came of offering the cosignature to the server."""
    try:
        server.offer(observed.cosigned)
    except (Wrong, OSError, HTTPException) as error:
        return f"not taken 未采纳 ({error})"
    return "taken 已采纳"


def _say(url: str, observed: Observed, outcome: str) -> None:
    at = datetime.now(ZONE).strftime("%Y-%m-%d %H:%M:%S")
    size, grown = observed.checkpoint.size, observed.grown
    click.echo(f"{at} {url}: {size} entries (+{grown}) cosigned 已见证, {outcome}")
