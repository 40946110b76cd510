"""Full verification of a bundle of 1,000,000 entries: `concord ledger verify` in a process of its own.

Seconds of one core (processor time, which a busy machine distorts least) and the most memory it held; the
goals are those of an auditor who waits.
"""

import json
import os
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import click
import orjson
from demonstrating import CONCORD, clean_environment
from noting import Signer

from concord.exporting import layout
from concord.exporting.archive import Archive
from concord.ledger.merkle import leaf_hash
from concord.ledger.tiles import WIDTH
from concord.ledger.tree import Tree

ENTRIES = 1_000_000
SECONDS = 15.0
MEGABYTES = 200.0
ORIGIN = "ledger.example.org/ledgers/bench"
TENANT = {"id": str(UUID(int=1)), "code": "bench", "name": "bench", "division_code": "", "simulated": True}
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


async def main(folder: Path) -> bool:
    """Prints seconds and megabytes and writes them as JSON; true if both goals were met."""
    with tempfile.TemporaryDirectory() as made:
        bundle = Path(made) / "bench.ledger.tar"
        _write(bundle)
        seconds, megabytes = _verify(bundle)
    click.echo(f"\nverification of {ENTRIES:,} entries")
    click.echo(
        f"  processor time   {seconds:6.1f} s   (at most {SECONDS:.0f}; {ENTRIES / seconds:,.0f} entries/s)"
    )
    click.echo(f"  memory           {megabytes:6.0f} MB  (at most {MEGABYTES:.0f})")
    _keep(folder, {"seconds": seconds, "megabytes": megabytes})
    return seconds <= SECONDS and megabytes <= MEGABYTES


def _keep(folder: Path, found: dict[str, float]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "verification.json").write_text(json.dumps(found))


def _verify(bundle: Path) -> tuple[float, float]:
    command = [CONCORD, "ledger", "verify", bundle, "--json"]
    process = subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = json.loads(process.stdout.read())
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert (process.returncode, said["holds"], said["last"]) == (0, True, ENTRIES), said
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _write(path: Path) -> None:
    archive, tree, signer = Archive(path), Tree(), Signer(ORIGIN)
    with click.progressbar(length=ENTRIES, label="entries") as progress:
        for first in range(1, ENTRIES + 1, WIDTH):
            last = min(ENTRIES, first + WIDTH - 1)
            raw = [_entry(position) for position in range(first, last + 1)]
            hashes = list(map(leaf_hash, raw))
            archive.add(layout.entries(first, last), layout.framed(raw))
            for tile in tree.grow(hashes):
                archive.add(layout.tile(tile.level, tile.index), tile.hashes)
            progress.update(last - first + 1)
    archive.add(layout.CHECKPOINT, signer.checkpoint(ENTRIES, tree.root()))
    archive.add(layout.KEYS, f"{signer.verifier_key}\n".encode())
    manifest = {"format": layout.FORMAT, "tenant": TENANT, "origin": ORIGIN, "size": ENTRIES, "first": 1}
    rest = {"last": ENTRIES, "made_at": "2026-11-26T00:00:00Z", "versions": {}}
    archive.add(layout.MANIFEST, orjson.dumps(manifest | rest))
    archive.finish()


def _entry(position: int) -> bytes:
    """About as long as one of the demo's, and with Chinese text as they have."""
    at = (BEGIN + timedelta(seconds=position)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    one = str(UUID(int=position << 64))
    return orjson.dumps(
        {
            "actor": one,
            "causation": None,
            "command": one,
            "correlation": one,
            "data": {"alliance": one, "text": {"_sd": ["x" * 43]}, "title": "江海红湾党建联盟主题党日"},
            "occurred_on": "2026-01-01",
            "organization": one,
            "position": position,
            "recorded_at": at,
            "role": "secretary",
            "schema": 1,
            "stream": one,
            "tenant": "bench",
            "type": "activities.ActivityProposed",
            "version": 1,
        }
    )
