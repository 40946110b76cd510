"""Whatever is asked of objects that do not exist is refused in a sentence: an id may be made up by hand."""

from datetime import UTC, datetime
from random import Random
from uuid import uuid4

import pytest
from asking_anything import COMMANDS, Known, made

from concord.charters import shipped
from concord.commanding import Command, Commander, Outcome, Refusal
from concord.identity import Role, Viewer
from concord.tenancy import Tenant


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
async def test_a_command_about_nothing_is_answered(
    commander: Commander, simulated_tenant: Tenant, kind: type[Command]
) -> None:
    viewer = Viewer(tenant=simulated_tenant, subject=str(uuid4()), role=Role.SECRETARY)
    now = datetime(2026, 1, 5, 1, tzinfo=UTC)
    for seed in range(3):
        wanted = made(kind, Known(shipped("jianghai"), now.date()), Random(seed))
        try:
            outcome = await commander.execute(viewer, wanted, now=now)
        except Refusal as refusal:
            outcome = None
            sentence = refusal.sentence("zh")
        assert isinstance(outcome, Outcome) or "{" not in sentence
