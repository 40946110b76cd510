"""Creates the five tenants and lives their year, each command once, however often it is begun."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.commanding import Command, Commander
from concord.commanding.succession import Given, Succession
from concord.demo.diary import Diary, Step
from concord.demo.photographs import uploaded
from concord.demo.tenants import TOWNS, Town
from concord.evidence.files import Files
from concord.tenancy import Tenant, Tenants

Report = Callable[[str, int, int], None]
"""(what is loaded, done so far, of how many)."""
REPORT_EVERY = 25


async def load(commander: Commander, tenants: Tenants, files: Files, report: Report) -> None:
    """Loads what is missing of the five tenants, all at once. A second call finds nothing to do."""
    async with asyncio.TaskGroup() as group:
        for town in TOWNS:
            group.create_task(_live(commander, tenants, files, town, report))


async def _live(commander: Commander, tenants: Tenants, files: Files, town: Town, report: Report) -> None:
    tenant = await tenants.create(
        code=town.code, name=town.name, division_code=town.division_code, simulated=True
    )
    await live(commander, tenant, files, town, report)


async def live(commander: Commander, tenant: Tenant, files: Files, town: Town, report: Report) -> None:
    """What is missing of one town's year. A second call finds nothing to do."""
    steps = written(town, tenant)
    if await _is_done(commander, steps[-1]):
        return
    async with Succession(commander, tenant) as succession:
        await _take(commander, succession, files, steps, lambda done: report(town.name, done, len(steps)))
    report(town.name, len(steps), len(steps))


async def _take(
    commander: Commander,
    succession: Succession,
    files: Files,
    steps: Sequence[Step],
    report: Callable[[int], None],
) -> None:
    """Those that the ledger does not hold yet, in their order."""
    taken = await succession.taken()
    positions = {step.label: taken[step.id] for step in steps if step.id in taken}
    given: dict[str, Given] = {}
    kept: dict[str, UUID] = {}
    for done, step in enumerate(steps):
        if done % REPORT_EVERY == 0:
            report(done)
        if step.label in positions:
            continue
        for label in step.rests_on:
            if label not in positions:
                positions[label] = (await given[label].outcome()).position
        command = _with_evidence(step.command, [positions[label] for label in step.rests_on])
        if step.shows:
            command = await uploaded(files, step.viewer.tenant.id, command, step.shows)
            kept[step.label] = command.file  # type: ignore[attr-defined]
        if step.removes:
            file = kept.get(step.removes) or await _last_file(commander, step)
            command = msgspec.structs.replace(command, file=file)
        given[step.label] = await _give(succession, step, command)


async def _give(succession: Succession, step: Step, command: Command) -> Given:
    try:
        return await succession.give(
            step.viewer,
            command,
            command_id=step.id,
            occurred_on=step.occurred_on,
            now=step.at,
        )
    except Exception as error:
        error.add_note(f"{step.viewer.tenant.code}: {step.label}, {step.at:%Y-%m-%d}")
        raise


def written(town: Town, tenant: Tenant) -> list[Step]:
    """The town's year as steps in order of time."""
    diary = Diary(tenant)
    town.year(diary)
    return diary.steps()


async def _is_done(commander: Commander, step: Step) -> bool:
    """Whether the last step was taken: it begins a stream, so that the stream tells, also when the
    answers to commands are no longer kept."""
    return await _object(commander, step) is not None


async def _last_file(commander: Commander, step: Step) -> UUID:
    """The last that was attached to the step's object in a load that broke off."""
    found: Any = await _object(commander, step)
    *_, last = found.files
    file: UUID = last
    return file


async def _object(commander: Commander, step: Step) -> Aggregate | None:
    aggregate, tenant = step.command.aggregate, step.viewer.tenant.id
    context = aggregate.__module__.split(".")[1]
    stream = step.command.stream(tenant, step.id)
    return await commander.load(tenant, f"{context}.{aggregate.__name__}", stream)


def _with_evidence(command: Command, evidence: Sequence[int]) -> Command:
    """An annotation is about the one entry; other commands rest on several."""
    if not evidence:
        return command
    if "entry" in command.__struct_fields__:
        return msgspec.structs.replace(command, entry=evidence[0])
    return msgspec.structs.replace(command, evidence=tuple(evidence))
