"""评先评优 and 典型案例: nominated by the alliance's secretary on the ledger, decided by the committee."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from concord.assessments.commands import GrantHonour, NominateHonour, PromoteCase
from concord.assessments.events import HonourKind
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative, Personal


class Praise(msgspec.Struct, frozen=True, kw_only=True):
    """What is distinguished in an alliance, and by whom."""

    label: str
    alliance: UUID
    period: str
    on: date
    authority: str
    document: str
    evidence: Sequence[str]
    """Labels of the steps that it rests on."""
    assessment: UUID | None = None


def honour(diary: Diary, praise: Praise, title: str, organization: UUID) -> None:
    """An organization, on the results of an assessment."""
    command = NominateHonour(
        **_given(praise, HonourKind.ORGANIZATION, title, organization), assessment=praise.assessment
    )
    _decide(diary, praise, f"{title} {organization}", command)


def honour_person(diary: Diary, praise: Praise, title: str, organization: UUID) -> None:
    """Somebody of an organization; no person has such a name."""
    subject = diary.id(f"{praise.label} {title} {organization}")
    person = Personal(subject, {"name": "党务同志"})
    command = NominateHonour(**_given(praise, HonourKind.PERSON, title, organization), person=person)
    _decide(diary, praise, f"{title} {organization}", command)


def promote(diary: Diary, praise: Praise, case: str, organization: UUID, scope: str) -> None:
    """可学习、可借鉴、可复制的样板 (source 001, 五（三）)."""
    command = NominateHonour(**_given(praise, HonourKind.CASE, "典型案例", organization), case=case)
    _decide(diary, praise, case, command, scope)


def _given(praise: Praise, kind: HonourKind, title: str, organization: UUID) -> dict[str, Any]:
    return {
        "alliance": praise.alliance,
        "kind": kind,
        "title": title,
        "period": praise.period,
        "organization": organization,
        "citation": Narrative("活动台账详实，作用发挥明显。"),
        "evidence": (1,),
    }


def _decide(
    diary: Diary, praise: Praise, what: str, command: NominateHonour, scope: str | None = None
) -> None:
    label = f"{praise.label} {what}"
    diary.write(f"{label} nominate", praise.on, command, rests_on=tuple(praise.evidence))
    honour = command.stream(diary.tenant.id, diary.id(label))
    decided: GrantHonour | PromoteCase
    if scope is None:
        decided = GrantHonour(honour=honour, authority=praise.authority, document=praise.document)
    else:
        decided = PromoteCase(honour=honour, authority=praise.authority, scope=scope)
    diary.write(f"{label} decide", office_after(praise.on, 2), decided, role=Role.COMMITTEE)
