"""Whatever is sent, to every argument of the schema: refused in a sentence or done, never half of it.

`CONCORD_FUZZ` is the number of operations (20,000 for a full run, which takes some minutes);
`CONCORD_FUZZ_SEED` chooses others, or those of a run that failed.
"""

import asyncio
import json
import os
import traceback
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from random import Random
from typing import Any

import psutil
import pytest
from bordering import SECRET, Border, border
from calling import Reply, call
from oddities import LITERALS, oddity
from probing import Path, Plausible, Probe, paths, probes

from concord.api import reporting

OPERATIONS = int(os.environ.get("CONCORD_FUZZ", "3000"))
SEED = os.environ.get("CONCORD_FUZZ_SEED", "1")
AT_ONCE = 16
GROWTH = 300 << 20
"""Bytes by which the process may grow; a leak of a megabyte a request would be a multiple of that."""
PROBES = probes()
PLACES = [(probe, path) for probe in PROBES for path in paths(probe)]
BETRAYING = (
    "Traceback",
    'File "',
    "asyncpg",
    "Error(",
    "concord/",
    ".py",
    "KeyError",
    "object at 0x",
    "select ",
)


class Fuzzer:
    """Sends, judges every answer, and remembers what was answered as done."""

    def __init__(self, border: Border) -> None:
        self.border = border
        self.chance = Random(SEED)
        self.plausible = Plausible(border.mine.ids)
        self.theirs = [one for some in border.theirs.ids.values() for one in some]
        self.given: set[str] = set()
        self.answered: Counter[str] = Counter()
        self.found: list[tuple[str, bytes, str]] = []
        """What must not be, with what was sent and what came back."""
        self.done: set[int] = set()
        """Positions that were answered; of each command its last."""
        headers = {**border.mine.asker.headers, "content-type": "application/json"}
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def all_of(self, bodies: Iterator[bytes]) -> None:
        """Several at once: what one leaves behind, another would meet."""

        async def worker() -> None:
            for body in bodies:
                # What a mutation was given as a text may be shown by those that follow.
                self.given |= {one for one in self.theirs if one.encode() in body}
                self.judge(body, await call(self.border.app, body=body, headers=self.headers))

        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(worker())

    def judge(self, sent: bytes, reply: Reply) -> None:
        """No fault of ours, nothing of how we are made, nothing of the other tenant."""
        shown = reply.body.decode()
        answer = json.loads(shown)
        codes = [error["extensions"]["code"] for error in answer.get("errors") or ()]
        self.answered.update(codes or ["answered"])
        errors, said = json.dumps(answer.get("errors"), ensure_ascii=False), sent.decode()
        wrong = {
            "a fault": reply.status >= 500 or "INTERNAL" in codes,
            "how it is made": any(word in errors for word in BETRAYING),
            "an endless answer": len(errors) > 50_000,
            "something of theirs": SECRET in shown
            or any(one in shown and one not in self.given for one in self.theirs),
        }
        self.found += [(why, sent[:2_000], errors[:1_000]) for why, is_so in wrong.items() if is_so]
        if said.startswith('{"query": "mutation'):
            payloads = [one for one in (answer.get("data") or {}).values() if isinstance(one, dict)]
            self.done |= {one["position"] for one in payloads if one.get("position")}

    def values(self, count: int) -> Iterator[bytes]:
        """Every place in turn, each time with another oddity in it."""
        for number in range(count):
            if number % len(PLACES) == 0:
                self.chance.shuffle(PLACES)
            probe, path = PLACES[number % len(PLACES)]
            yield self._body(probe, path, oddity(self.chance, self.theirs))

    def _body(self, probe: Probe, path: Path, value: Any) -> bytes:
        variables = self.plausible.variables(probe, path, value)
        return json.dumps({"query": probe.document, "variables": variables}).encode()

    def literals(self, count: int) -> Iterator[bytes]:
        """Oddities written into the document itself."""
        for _ in range(count):
            probe = self.chance.choice(PROBES)
            name = self.chance.choice(list(probe.arguments))
            document = probe.document.replace(f": ${name}", f": {self.chance.choice(LITERALS)}", 1)
            yield json.dumps({"query": document, "variables": self.plausible.variables(probe)}).encode()

    def documents(self, count: int) -> Iterator[bytes]:
        """Documents with a part cut out, doubled or replaced."""
        for _ in range(count):
            text = self.chance.choice(PROBES).document
            at, to = sorted(self.chance.choices(range(len(text) + 1), k=2))
            part = self.chance.choice(
                ["", text[at:to] * 2, "\x00", "}", "{", "\ufeff", "…", "@skip(if: 1)", "...a"]
            )
            yield json.dumps({"query": text[:at] + part + text[to:], "variables": {}}).encode()


def told_fully(error: BaseException) -> str:
    """With its trace, which no client is shown."""
    return "".join(traceback.format_exception(error)[-6:])


@pytest.fixture(scope="module")
async def fuzzer(database, owner_pool, projector, tmp_path_factory) -> AsyncIterator[Fuzzer]:
    async with border(database, owner_pool, tmp_path_factory.mktemp("fuzz")) as made:
        yield Fuzzer(made)


async def test_no_value_in_any_place_breaks_anything(fuzzer: Fuzzer, monkeypatch):
    faults: list[str] = []
    monkeypatch.setattr(reporting, "_logged", lambda error: faults.append(told_fully(error)) or "")
    services, mine, theirs = fuzzer.border.services, fuzzer.border.mine, fuzzer.border.theirs
    before = [await services.store.head(side.tenant.id) for side in (mine, theirs)]
    size = psutil.Process().memory_info().rss

    await fuzzer.all_of(fuzzer.values(OPERATIONS * 8 // 10))
    await fuzzer.all_of(fuzzer.literals(OPERATIONS // 10))
    await fuzzer.all_of(fuzzer.documents(OPERATIONS // 10))

    assert not faults, "\n".join(faults)
    assert not fuzzer.found, fuzzer.found[:5]
    assert psutil.Process().memory_info().rss - size < GROWTH
    assert await services.store.head(theirs.tenant.id) == before[1]
    assert {"BAD_USER_INPUT", "LIMIT_EXCEEDED", "answered"} <= set(fuzzer.answered)
    entries = await services.store.read(mine.tenant.id, before[0], 100_000)
    assert [entry.position for entry in entries] == list(range(before[0] + 1, before[0] + len(entries) + 1))
    last = {entry.members["command"]: entry.position for entry in entries}
    assert set(last.values()) == fuzzer.done
