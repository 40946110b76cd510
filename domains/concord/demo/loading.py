"""Creates the five tenants and lives their year, each command once, however often it is begun."""

import asyncio
from collections.abc import Callable

import msgspec

from concord.commanding import Command, Commander
from concord.demo.diary import Diary, Step
from concord.demo.tenants import TOWNS, Town
from concord.tenancy import Tenant, Tenants

Report = Callable[[str, int, int], None]
"""(what is loaded, done so far, of how many)."""
REPORT_EVERY = 25


async def load(commander: Commander, tenants: Tenants, report: Report) -> None:
    """Loads what is missing of the five tenants, all at once. A second call finds nothing to do."""
    async with asyncio.TaskGroup() as group:
        for town in TOWNS:
            group.create_task(_live(commander, tenants, town, report))


async def _live(commander: Commander, tenants: Tenants, town: Town, report: Report) -> None:
    tenant = await tenants.create(
        code=town.code, name=town.name, division_code=town.division_code, simulated=True
    )
    steps = written(town, tenant)
    if await _is_done(commander, tenant, steps[-1]):
        return
    positions: dict[str, int] = {}
    for done, step in enumerate(steps):
        if done % REPORT_EVERY == 0:
            report(town.name, done, len(steps))
        positions[step.label] = await _take(commander, step, positions)
    report(town.name, len(steps), len(steps))


async def _take(commander: Commander, step: Step, positions: dict[str, int]) -> int:
    """Gives the command. Returns the ledger position of its last event."""
    try:
        outcome = await commander.execute(
            step.viewer,
            _with_evidence(step, positions),
            command_id=step.id,
            occurred_on=step.occurred_on,
            now=step.at,
        )
    except Exception as error:
        error.add_note(f"{step.viewer.tenant.code}: {step.label}, {step.at:%Y-%m-%d}")
        raise
    return outcome.position


def written(town: Town, tenant: Tenant) -> list[Step]:
    """The town's year as steps in order of time."""
    diary = Diary(tenant)
    town.year(diary)
    return diary.steps()


async def _is_done(commander: Commander, tenant: Tenant, last: Step) -> bool:
    """Whether the last step was taken: it begins a stream, so that the stream tells, also when the
    answers to commands are no longer kept."""
    aggregate = last.command.aggregate
    context = aggregate.__module__.split(".")[1]
    stream = last.command.stream(tenant.id, last.id)
    return await commander.load(tenant.id, f"{context}.{aggregate.__name__}", stream) is not None


def _with_evidence(step: Step, positions: dict[str, int]) -> Command:
    if not step.rests_on:
        return step.command
    evidence = tuple(positions[label] for label in step.rests_on)
    return msgspec.structs.replace(step.command, evidence=evidence)
