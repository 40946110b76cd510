"""What a charter's values must be beyond their types: limits that can hold, codes that exist once."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from concord.charters import deliberation, escalation, funds, inspections, needs, obligations, resources
from concord.charters.charter import Charter, Rotation
from concord.charters.checks import at_least, below, codes, limits, problem, repeated, texts
from concord.charters.periods import MONTHS
from concord.charters.problem import Problem
from concord.charters.vocabulary import DepartureRule, Period

CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
CALENDAR = frozenset(MONTHS)
_CALENDAR_WORDS = "、".join(MONTHS)


def problems(charter: Charter) -> tuple[Problem, ...]:
    """Every mistake in a charter that is well-formed; none: it can be adopted."""
    checks: tuple[Callable[[Charter], Iterator[Problem]], ...] = (
        _texts,
        _codes,
        _tiers,
        _membership,
        _rotations,
        _cadences,
        _numbers,
        _phases,
        _sections,
    )
    return tuple(problem for check in checks for problem in check(charter))


def _texts(charter: Charter) -> Iterator[Problem]:
    """Every word that people read is there, and short."""
    places: dict[str, str] = {"title": charter.title, "authority": charter.authority}
    for part in ("tiers", "themes", "meetings", "groups", "phases"):
        places |= {f"{part}[{i}].name": one.name for i, one in enumerate(getattr(charter, part))}
    places |= {f"tickets.levels[{i}].name": one.name for i, one in enumerate(charter.tickets.levels)}
    places |= {f"reports[{i}].to": one.to for i, one in enumerate(charter.reports)}
    places |= {f"{name}.title": one.title for name, one in _rotating(charter)}
    yield from texts(places)


def _codes(charter: Charter) -> Iterator[Problem]:
    """Codes are ASCII names, each once in its list."""
    lists: dict[str, Iterable[Any]] = {
        part: [one.code for one in getattr(charter, part)]
        for part in ("tiers", "themes", "meetings", "groups", "phases")
    }
    for part, given in {"": [charter.code], **lists}.items():
        yield from codes(part, given)
    levels = [one.level for one in charter.tickets.levels]
    for index, level in enumerate(levels):
        if level in levels[:index]:
            yield repeated(f"tickets.levels[{index}].level", level)


def _tiers(charter: Charter) -> Iterator[Problem]:
    if not charter.tiers:
        yield problem("tiers", "没有成员层级", "there is no tier", "至少应有一个层级", "at least one tier")
    for index, tier in enumerate(charter.tiers):
        yield from limits(f"tiers[{index}]", tier.minimum, tier.maximum)
    leading = [index for index, tier in enumerate(charter.tiers) if tier.lead_unit]
    for index in leading[1:]:
        yield problem(
            f"tiers[{index}].lead_unit",
            "牵头单位层级多于一个",
            "there is more than one tier of the lead unit",
            "只能有一个层级是牵头单位",
            "only one tier is that of the lead unit",
        )
    if leading and charter.tiers[leading[0]].maximum != 1:
        yield problem(
            f"tiers[{leading[0]}].maximum",
            "牵头单位可能多于一家",
            "there could be more than one lead unit",
            "应为 1",
            "1",
        )


def _membership(charter: Charter) -> Iterator[Problem]:
    if charter.tier(charter.admission.tier) is None:
        known = "、".join(tier.code for tier in charter.tiers)
        yield problem(
            "admission.tier",
            f"没有层级“{charter.admission.tier}”",
            f"there is no tier “{charter.admission.tier}”",
            f"应为其中之一：{known}",
            f"one of: {known}",
        )
    curing = charter.departure.on_limit is DepartureRule.RECORD_BREACH
    days = charter.departure.days_to_cure
    if curing and (days is None or days < 1):
        yield problem(
            "departure.days_to_cure",
            "没有纠正名额不符的期限",
            "there is no time to cure a breach",
            "应为 1 或更多的天数",
            "a number of days, 1 or more",
        )
    if not curing and days is not None:
        yield problem(
            "departure.days_to_cure",
            "退出将不予办理，不会有名额不符",
            "departures are refused, so there is no breach",
            "应不填，或将 on_limit 改为 RECORD_BREACH",
            "nothing, or on_limit = RECORD_BREACH",
        )


def _rotating(charter: Charter) -> list[tuple[str, Rotation]]:
    both = (("chair", charter.chair), ("lead", charter.lead))
    return [(name, rotation) for name, rotation in both if rotation is not None]


def _rotations(charter: Charter) -> Iterator[Problem]:
    if charter.chair is not None and not any(tier.may_chair for tier in charter.tiers):
        yield problem(
            "chair",
            "没有可担任的成员层级",
            "no tier may hold it",
            "至少一个层级应有 may_chair = true",
            "at least one tier with may_chair = true",
        )
    for name, rotation in _rotating(charter):
        allowed = CALENDAR if name == "chair" else CALENDAR | {Period.PER_ACTIVITY}
        for path, period in (
            (f"{name}.period", rotation.period),
            *((f"{name}.alternatives[{i}]", one) for i, one in enumerate(rotation.alternatives)),
        ):
            if period not in allowed:
                yield _period(path, period, "、".join(one for one in Period if one in allowed))
        for index, code in enumerate(rotation.order):
            if not CREDIT_CODE.fullmatch(code):
                yield problem(
                    f"{name}.order[{index}]",
                    f"“{code}”不是统一社会信用代码",
                    f"“{code}” is no unified social credit code",
                    "应为 18 位统一社会信用代码",
                    "18 characters of GB 32100",
                )
            if code in rotation.order[:index]:
                yield repeated(f"{name}.order[{index}]", code)


def _cadences(charter: Charter) -> Iterator[Problem]:
    for index, meeting in enumerate(charter.meetings):
        if meeting.period not in CALENDAR:
            yield _period(f"meetings[{index}].period", meeting.period, _CALENDAR_WORDS)
        yield from at_least(f"meetings[{index}].times", meeting.times, 1)
    for index, report in enumerate(charter.reports):
        if report.period is Period.PER_ACTIVITY or (report.period is Period.PHASE and not charter.phases):
            phase = "、PHASE（须列出 phases）"
            yield _period(f"reports[{index}].period", report.period, _CALENDAR_WORDS + phase)
        yield from at_least(f"reports[{index}].days", report.days, 0)


def _period(path: str, period: Period, allowed: str) -> Problem:
    return problem(
        path,
        f"此处不能用 {period}",
        f"{period} has no place here",
        f"应为其中之一：{allowed}",
        f"one of: {allowed}",
    )


def _numbers(charter: Charter) -> Iterator[Problem]:
    yield from at_least("late_entry_days", charter.late_entry_days, 0)
    yield from at_least("evidence_minimum", charter.evidence_minimum, 0)
    for name in ("triage_days", "dispatch_days", "silence_days"):
        yield from at_least(f"tickets.{name}", getattr(charter.tickets, name), 0)
    for index, level in enumerate(charter.tickets.levels):
        yield from at_least(f"tickets.levels[{index}].accept_days", level.accept_days, 0)
        yield from at_least(f"tickets.levels[{index}].resolve_days", level.resolve_days, 0)
    if charter.projects is not None:
        yield from limits("projects", charter.projects.minimum, charter.projects.maximum)
    for index, group in enumerate(charter.groups):
        path = f"groups[{index}]"
        yield from at_least(f"{path}.leaders", group.leaders, 0)
        yield from at_least(f"{path}.deputies_minimum", group.deputies_minimum, 0)
        if group.deputies_maximum < group.deputies_minimum:
            yield below(f"{path}.deputies_maximum", group.deputies_minimum)


def _phases(charter: Charter) -> Iterator[Problem]:
    expected = 1
    for index, phase in enumerate(charter.phases):
        if not expected <= phase.first_month <= phase.last_month <= 12:
            yield problem(
                f"phases[{index}]",
                f"{phase.first_month} 月至 {phase.last_month} 月次序有误",
                f"months {phase.first_month} to {phase.last_month} are out of order",
                f"应为 {expected} 至 12 月之间、先后不重叠的整月",
                f"whole months between {expected} and 12, one phase after another",
            )
        expected = phase.last_month + 1


def _sections(charter: Charter) -> Iterator[Problem]:
    """What each section of its own says of itself."""
    if charter.needs is not None:
        yield from needs.mistakes(charter.needs)
    if charter.deliberation is not None:
        tiers = [tier.code for tier in charter.tiers]
        yield from deliberation.mistakes(charter.deliberation, tiers)
    if charter.escalation is not None:
        yield from escalation.mistakes(charter.escalation, len(charter.tickets.levels))
    if charter.obligations is not None:
        yield from obligations.mistakes(charter.obligations, tuple(one.code for one in charter.themes))
    if charter.inspections is not None:
        yield from inspections.mistakes(charter.inspections)
    if charter.funds is not None:
        yield from funds.mistakes(charter.funds)
    if charter.resources is not None:
        yield from resources.mistakes(charter.resources)
