"""Export bundles made here, by nothing that the product has, and spoilt as an attacker would."""

import hashlib
import io
import json
import struct
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import rfc8785
from noting import Signer, b64, inclusion_path, tree_hash

TENANT = UUID(int=7)
CODE = "jianghai"
ORIGIN = f"ledger.example.org/ledgers/{CODE}"


def entry(position: int, **members: object) -> bytes:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=position)
    return rfc8785.dumps(
        {
            "actor": "system:test",
            "causation": None,
            "command": str(uuid5(TENANT, f"c{position}")),
            "correlation": str(uuid5(TENANT, f"c{position}")),
            "data": {"text": f"第 {position} 件事"},
            "occurred_on": "2026-01-01",
            "organization": None,
            "position": position,
            "recorded_at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "role": "system",
            "schema": 1,
            "stream": str(uuid5(TENANT, str(position))),
            "tenant": CODE,
            "type": "tests.Happened",
            "version": 1,
        }
        | members
    )


def path(level: int | str, index: int, width: int = 256) -> str:
    assert index < 1000
    return f"tile/{level}/{index:03}" + (f".p/{width}" if width < 256 else "")


@dataclass
class Made:
    """A ledger and its bundle's members, which a test may change before `write`."""

    entries: list[bytes]
    signer: Signer = field(default_factory=lambda: Signer(ORIGIN))
    first: int = 1
    last: int = 0
    members: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        size = len(self.entries)
        self.last = self.last or size
        self.members = {
            "manifest.json": json.dumps(
                {
                    "format": "concord-ledger-bundle/1",
                    "tenant": {
                        "id": str(TENANT),
                        "code": CODE,
                        "name": "江海",
                        "division_code": "",
                        "simulated": True,
                    },
                    "origin": self.signer.name,
                    "size": size,
                    "first": self.first,
                    "last": self.last,
                    "made_at": "2026-11-26T00:00:00Z",
                    "versions": {},
                }
            ).encode(),
            "checkpoint": self.signer.checkpoint(size, tree_hash(self.entries)),
            "keys": f"{self.signer.verifier_key}\n".encode(),
        }
        for position in {self.first, self.last}:
            self.members[f"proofs/{position}.tlog-proof"] = self.receipt(position)
        self.tiles(self.entries)
        for start in range(0, size, 256):
            self._entries(start, min(size, start + 256))

    def receipt(self, position: int) -> bytes:
        """Of an entry, in the newest checkpoint (C2SP tlog-proof)."""
        path = "".join(f"{b64(node)}\n" for node in inclusion_path(position - 1, self.entries))
        head = f"c2sp.org/tlog-proof@v1\nindex {position - 1}\n{path}\n"
        return head.encode() + self.members["checkpoint"]

    def tiles(self, entries: list[bytes]) -> None:
        """The hash tree over these, in place of what is there."""
        row, level = [hashlib.sha256(b"\x00" + raw).digest() for raw in entries], 0
        while row:
            for n in range(0, len(row), 256):
                hashes = row[n : n + 256]
                self.members[path(level, n // 256, len(hashes))] = b"".join(hashes)
            full = [entries[n : n + 256 ** (level + 1)] for n in range(0, len(entries), 256 ** (level + 1))]
            row = [tree_hash(part) for part in full if len(part) == 256 ** (level + 1)]
            level += 1

    def _entries(self, start: int, end: int) -> None:
        first, last = max(start + 1, self.first), min(end, self.last)
        if first > last:
            return
        name = (
            path("entries", start // 256, last - start) if first == start + 1 else f"entries/{first}-{last}"
        )
        self.members[name] = framed(self.entries[first - 1 : last])

    def replace(self, position: int, raw: bytes) -> "Made":
        """An entry is another one; hashes and signature stay what they were."""
        self.entries[position - 1] = raw
        start = (position - 1) // 256 * 256
        self._entries(start, min(len(self.entries), start + 256))
        return self

    def earlier(self, size: int, entries: list[bytes] | None = None) -> bytes:
        """A checkpoint as it was signed when the ledger was shorter; also put into the bundle."""
        raw = self.signer.checkpoint(size, tree_hash((entries or self.entries)[:size]))
        line = {"size": size, "note": raw.decode(), "signed_at": "2026-11-26T00:00:00.000000Z"}
        name = f"checkpoints/{(size - 1) // 256:012}.jsonl"
        self.members[name] = self.members.get(name, b"") + json.dumps(line).encode() + b"\n"
        return raw

    def write(self, file: Path, change: Callable[[dict[str, bytes]], None] = lambda members: None) -> Path:
        change(self.members)
        with tarfile.open(file, "w") as tar:
            for name, content in self.members.items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
        return file


def framed(entries: list[bytes]) -> bytes:
    return b"".join(struct.pack(">H", len(raw)) + raw for raw in entries)


def ledger(size: int, **more: object) -> Made:
    return Made([entry(n) for n in range(1, size + 1)], **more)  # type: ignore[arg-type]
