"""However the ledger is cut into batches, the rows of what members exchange are the same."""

import random
from datetime import date
from itertools import pairwise
from uuid import uuid4, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Story

from concord.readmodels.resources import READ_MODEL as RESOURCES
from concord.resources.slot import Slot

MODELS = (RESOURCES,)
DAY = date(2026, 1, 7)
ALLIANCE, ONE, TWO = uuid4(), uuid4(), uuid4()


def resource(stream):
    shared = {"alliance": ALLIANCE, "owner": ONE, "kind": "VENUE", "name": "阵地"}
    listing = {"list_code": "A", "list_name": "清单"}
    events = [
        ("ResourceShared", shared),
        ("ResourceListed", listing),
        ("ResourceDelisted", listing),
        ("VenueAccepted", {"venue_class": "CLASS_1", "authority": "街道"}),
        ("ResourceListed", listing),
    ]
    booked = [
        (
            "BookingRequested",
            {"resource": stream, "alliance": ALLIANCE, "owner": ONE, "organization": TWO, "title": "用途"}
            | {"slot": Slot(DAY, "09:00", DAY, "10:00"), "next_due_on": DAY},
        ),
        ("BookingConfirmed", {"resource": stream, "due_on": DAY}),
        ("BookingUsed", {"resource": stream, "persons": 3}),
        ("BookingRated", {"resource": stream, "stars": 4}),
    ]
    told = [(stream, one) for one in events] + [(uuid5(stream, "booking"), one) for one in booked]
    return [(f"resources.{name}", of, data) for of, (name, data) in told]


KINDS = (resource,)


def lives(chance: random.Random) -> Story:
    """Two of everything, interleaved by chance, each in its own order."""
    made = [make(uuid4()) for make in KINDS for _ in "ab"]
    story = Story()
    while made:
        events = chance.choice(made)
        name, stream, data = events.pop(0)
        story.tell(name, stream, **data)
        made = [left for left in made if left]
    return story


CUTS = st.integers(1, len(lives(random.Random(0)).entries) - 1)


@settings(max_examples=15, deadline=None)
@given(chance=st.randoms(use_true_random=False), cuts=st.sets(CUTS, max_size=40))
async def test_rows_do_not_depend_on_how_batches_are_cut(new_world, chance, cuts):
    world = await new_world()
    entries = lives(chance).entries
    bounds = [0, *sorted(cuts), len(entries)]
    batches = [entries[a:b] for a, b in pairwise(bounds)]
    for model in MODELS:
        await world.fold(model, [entries], generation=1)
        await world.fold(model, batches, generation=2, live=False)
        assert any((await world.rows(model, 1)).values()), model.name
        assert await world.rows(model, 1) == await world.rows(model, 2), model.name
