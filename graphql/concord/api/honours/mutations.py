"""What can be done to honours."""

import strawberry

from concord.api.assessments.codes import HonourKind
from concord.api.fields import given, narrative
from concord.api.honours.loaders import HONOUR, MODEL
from concord.api.honours.types import Honour
from concord.api.ids import decode, decode_optional
from concord.api.mutating import CommandInput, Returned, mutation
from concord.api.people import PersonInput, personal
from concord.api.scalars import Position
from concord.assessments import commands
from concord.privacy import Narrative

ANSWER = Returned(name="honour", type=Honour, chinese="荣誉", load=HONOUR, model=MODEL)


@strawberry.input(description="提名评先评优: whom or what, for which distinction, on what evidence")
class HonourNominateInput(CommandInput):
    """Of `honourNominate`."""

    alliance_id: strawberry.ID = given("联盟: in which")
    kind: HonourKind = given("荣誉类别: what is distinguished")
    title: str = given("荣誉名称: what it is called")
    period: str = given("考核期: 2024, 2024-H1, 2024-Q2 or 2024-04")
    organization_id: strawberry.ID = given("单位: the nominee, the person's, or whose case it is")
    person: PersonInput | None = given("个人: of kind PERSON", default=None)
    case: str | None = given("案例名称: of kind CASE", default=None)
    assessment_id: strawberry.ID | None = given("所依据的考核: on whose results it rests", default=None)
    evidence: list[Position] = given("佐证台账序号: at least one")
    citation: str = narrative("事迹: in words")


@strawberry.input(description="荣誉决定: by whom, by which document")
class HonourGrantInput(CommandInput):
    """Of `honourGrant`."""

    honour_id: strawberry.ID = given("荣誉: which nomination")
    authority: str = given("授予机关: body that decides")
    document: str = given("文号: of the decision", default="")


@strawberry.input(description="推广典型案例: by whom and how far")
class CasePromoteInput(HonourGrantInput):
    """Of `casePromote`."""

    scope: str = given("推广范围: how far (全区, 全县)")


@mutation("提名评先评优: on the ledger's evidence", commands.NominateHonour, ANSWER)
def honour_nominate(input: HonourNominateInput) -> commands.NominateHonour:
    return commands.NominateHonour(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        kind=input.kind,
        title=input.title,
        period=input.period,
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        person=personal(input.person, input.command_id, "nominee"),
        case=input.case,
        assessment=decode_optional("Assessment", input.assessment_id, "input.assessmentId"),
        evidence=tuple(input.evidence),
        citation=Narrative(input.citation),
    )


@mutation("授予荣誉: by somebody else than who nominated", commands.GrantHonour, ANSWER)
def honour_grant(input: HonourGrantInput) -> commands.GrantHonour:
    honour = decode("Honour", input.honour_id, "input.honourId")
    return commands.GrantHonour(honour=honour, authority=input.authority, document=input.document)


@mutation("推广典型案例: as an example for others", commands.PromoteCase, ANSWER)
def case_promote(input: CasePromoteInput) -> commands.PromoteCase:
    return commands.PromoteCase(
        honour=decode("Honour", input.honour_id, "input.honourId"),
        authority=input.authority,
        document=input.document,
        scope=input.scope,
    )


FIELDS = (honour_nominate, honour_grant, case_promote)
