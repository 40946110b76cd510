"""Another tenant's ids, in every place of the schema that takes an id: as good as ids of nothing.

Generated from the schema. A foreign id and one that nobody has must be answered alike, word for word, and
cost the database the same statements: then no clock tells them apart either.
"""

import json
import re
from collections.abc import AsyncIterator
from typing import NamedTuple
from uuid import uuid4

import pytest
from bordering import SECRET, Border, border
from probing import NODES, SCHEMA, Path, Plausible, Probe, id_paths, kind_of, probes
from watching import Statements, watching

from concord.api import ids

PLACES = [(probe, path) for probe in probes() for path in id_paths(probe)]
VARYING = re.compile(r'("(?:position|head|version|recordedAt|reference)": )("[^"]*"|\d+)')


class Watched(NamedTuple):
    """A border, and what is sent to the database for whoever asks at it."""

    border: Border
    statements: Statements


@pytest.fixture(scope="module")
async def watched(database, owner_pool, projector, tmp_path_factory) -> AsyncIterator[Watched]:
    with watching() as statements:
        async with border(database, owner_pool, tmp_path_factory.mktemp("border")) as made:
            yield Watched(made, statements)


async def test_a_foreign_id_is_answered_as_one_that_nobody_has(watched: Watched):
    mine, theirs = watched.border.mine.ids, watched.border.theirs.ids
    differing, asked, told = [], 0, 0
    for probe, path in PLACES:
        kind = kind_at(probe, path)
        if kind not in theirs or kind not in mine:
            continue
        missing = [ids.encode(kind, uuid4()) for _ in range(2)]
        _, foreign, nothing, own = [
            await _asked(watched, probe, path, one)
            for one in (missing[0], theirs[kind][0], missing[1], mine[kind][0])
        ]
        if foreign != nothing:
            differing.append((probe.name, path, foreign, nothing))
        asked, told = asked + 1, told + (own != nothing)
    assert differing == []
    assert asked > len(PLACES) * 3 // 4  # the rest is about kinds that chance made none of
    assert told > asked // 2  # elsewhere another member is at fault before the id is looked at


async def test_nothing_of_theirs_is_in_any_answer(watched: Watched):
    """Foreign ids everywhere at once."""
    theirs = watched.border.theirs
    plausible, hidden = Plausible(theirs.ids), [one for some in theirs.ids.values() for one in some]
    for probe in probes():
        sent = plausible.variables(probe)
        for path in id_paths(probe):
            sent |= plausible.variables(probe, path)
        answer = await watched.border.mine.asker.ask(probe.document, **sent)
        shown, asked = json.dumps([answer.data, answer.errors], ensure_ascii=False), json.dumps(sent)
        assert SECRET not in shown, probe.name
        assert [one for one in hidden if one in shown and one not in asked] == [], probe.name


async def test_a_foreign_cursor_pages_through_ones_own_list(watched: Watched):
    mine, theirs = watched.border.mine.asker, watched.border.theirs.asker
    for name, field in SCHEMA.query_type.fields.items():
        if "after" not in field.args:
            continue
        query = f"query ($after: String) {{ {name}(first: 50, after: $after) {{ edges {{ cursor }} }} }}"
        own = {edge["cursor"] for edge in (await mine.ask(query)).only["edges"]}
        for edge in (await theirs.ask(query)).only["edges"][:3]:
            page = (await mine.ask(query, after=edge["cursor"])).only["edges"]
            assert {one["cursor"] for one in page} <= own or len(own) == 50, name


async def test_a_position_of_theirs_is_none_of_ones_own(watched: Watched):
    sides = (watched.border.mine.asker, watched.border.theirs.asker)
    beyond = max([(await one.ask("{ ledger { head } }")).only["head"] for one in sides]) + 1
    answer = await sides[0].ask(
        "query ($p: Position!) { organizations(first: 1, asOf: {position: $p}) { totalCount } }", p=beyond
    )
    assert answer.codes == ["BAD_USER_INPUT"]
    entry = await sides[0].ask("query ($p: Position!) { ledger { entry(position: $p) { type } } }", p=beyond)
    assert entry.only == {"entry": None}


def kind_at(probe: Probe, path: Path) -> str:
    """Of what the id at this place is; of anything where `node` is asked."""
    name = next(str(step) for step in reversed(path) if isinstance(step, str))
    kind = kind_of(probe, name)
    return kind if kind in NODES else "Ticket"


async def _asked(watched: Watched, probe: Probe, path: Path, one: str) -> tuple[str, list[str]]:
    """The answer, with the id taken out of it, and the statements that it took."""
    await watched.statements.take()
    variables = Plausible(watched.border.mine.ids).variables(probe, path, one)
    answer = await watched.border.mine.asker.ask(probe.document, **variables)
    text = json.dumps([answer.data, answer.errors], ensure_ascii=False, sort_keys=True)
    for known in (one, ids.parse(one)[1]):
        text = text.replace(known, "…")
    return VARYING.sub(r"\1…", text), await watched.statements.take()
