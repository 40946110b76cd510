"""What `concord ledger verify` says, in one screen or as JSON."""

import base64
import json
from dataclasses import dataclass
from typing import Any

import click

from concord.verifying import Fault, Wrong
from concord.verifying.verification import Verified

NO_VERDICT = (Fault.NOT_A_BUNDLE, Fault.CUT_OFF)
"""Of the file, and not of a ledger."""
BOOK = "compare its pages 请逐页核对: concord ledger page"
MOST_FAULTS = 10
"""Shown; one altered entry may be seen in several places."""


@dataclass
class Verdict:
    """Of one run: what was found, or why nothing could be compared."""

    target: str
    given_keys: bool
    """The keys came from whoever verifies, and not with the ledger."""
    verified: Verified | None = None
    refused: Wrong | None = None
    seconds: float = 0.0

    @property
    def faults(self) -> list[Wrong]:
        """The first wrong position comes first."""
        if self.verified is None:
            return [self.refused] if self.refused else []
        return list(self.verified.faults)

    @property
    def holds(self) -> bool:
        """Nothing was found to be wrong."""
        return not self.faults

    def show(self, *, as_json: bool) -> None:
        """On standard output."""
        if as_json:
            click.echo(json.dumps(self._members(), ensure_ascii=False))
            return
        click.echo(f"{self._title()}   {self.target}\n")
        for fault in self.faults[:MOST_FAULTS]:
            click.echo(f"  {fault.fault.name}: {fault.said('en')}.\n    {fault.said('zh')}。")
        if not self.holds:
            click.echo()
        for title, value in self._lines():
            click.echo(f"  {title:<22}{value}")

    def _title(self) -> str:
        if self.refused is not None and self.refused.fault in NO_VERDICT:
            return "NOT VERIFIED 未能核验"
        return "HOLDS 核验通过" if self.holds else "DOES NOT HOLD 核验不通过"

    def _lines(self) -> list[tuple[str, str]]:
        found = self.verified
        if found is None:
            return []
        signed, held = found.checkpoint, found.held
        whole = held.first == 1 and held.last == signed.size
        trust = "" if self.given_keys else "   (came with it 随附: compare it with one you have 请另行核对)"
        return [
            ("tenant 租户", held.tenant),
            ("ledger 台账", signed.origin),
            (
                "entries 条目",
                f"{held.first:,} – {held.last:,} of {signed.size:,}" + ("" if whole else " 期间"),
            ),
            ("recorded 记录时刻", f"{found.first_recorded_at} – {found.last_recorded_at}"),
            ("root 根哈希", base64.b64encode(signed.root).decode()),
            *(("signed by 签名", f"{key.name}+{key.id.hex()}{trust}") for key in signed.signers),
            *(
                (
                    "key handed over 密钥接续",
                    f"{one.old.id.hex()} → {one.new.id.hex()}, by the old key's signature",
                )
                for one in found.succeeded
            ),
            (
                "also 同时核对",
                f"{found.tiles:,} tiles 哈希块, {found.checkpoints:,} earlier checkpoints 历次检查点",
            ),
            *self._witnessed(),
            *self._begun(),
            *self._stamps(),
            *(("not signed 无签名", f"{name}   ({BOOK})") for name in found.held.unsigned),
            ("took 用时", f"{self.seconds:.1f} s, {self._rate():,.0f} entries/s"),
        ]

    def _witnessed(self) -> list[tuple[str, str]]:
        found = self.verified.witnessed if self.verified else {}
        return [
            ("witnessed by 见证", f"{key.name}+{key.id.hex()}, up to 至 {size:,}")
            for key, size in found.items()
        ]

    def _begun(self) -> list[tuple[str, str]]:
        """What a ledger that began anew has given up, and where a former origin goes on."""
        found = self.verified
        if found is None:
            return []
        anew = [
            (
                "began anew 重新开始",
                f"at {one.position:,}: {one.given_up:,} sealed entries of {one.former_origin} "
                f"({one.former_size:,}) were given up 已放弃",
            )
            for one in found.begun
        ]
        if found.held.successor is None:
            return anew
        return [*anew, ("goes on at 后续台账", f"{found.held.successor}   (verify that too 请一并核验)")]

    def _stamps(self) -> list[tuple[str, str]]:
        stamps = self.verified.stamps if self.verified else None
        if stamps is None:
            return []
        since = f", the first of {stamps.first:%Y-%m-%dT%H:%M:%SZ}" if stamps.first else ""
        return [("time stamps 时间戳", f"{stamps.count:,}{since}")]

    def _rate(self) -> float:
        found = self.verified
        return (found.held.last - found.held.first + 1) / max(self.seconds, 1e-6) if found else 0.0

    def _members(self) -> dict[str, Any]:
        found = self.verified
        members: dict[str, Any] = {
            "target": self.target,
            "holds": self.holds,
            "faults": [
                {
                    "code": one.fault.name,
                    "position": one.position,
                    "message": one.said("en"),
                    "zh": one.said("zh"),
                }
                for one in self.faults
            ],
        }
        if found is not None:
            signed, held = found.checkpoint, found.held
            members |= {
                "tenant": held.tenant,
                "origin": signed.origin,
                "first": held.first,
                "last": held.last,
                "size": signed.size,
                "root": base64.b64encode(signed.root).decode(),
                "recorded": [found.first_recorded_at, found.last_recorded_at],
                "signers": [f"{key.name}+{key.id.hex()}" for key in signed.signers],
                "keysGiven": self.given_keys,
                "successions": [[one.old.id.hex(), one.new.id.hex()] for one in found.succeeded],
                "witnessed": {f"{key.name}+{key.id.hex()}": size for key, size in found.witnessed.items()},
                "begunAnew": [{**one._asdict(), "given_up": one.given_up} for one in found.begun],
                "successor": held.successor,
                "unsigned": list(held.unsigned),
                "tiles": found.tiles,
                "checkpoints": found.checkpoints,
                "timeStamps": found.stamps.count if found.stamps else None,
                "firstTimeStamp": found.stamps.first.isoformat()
                if found.stamps and found.stamps.first
                else None,
                "seconds": round(self.seconds, 3),
            }
        return members
