"""What can be done to programmes. How an alliance follows one is in `alliances.following`."""

from datetime import date

import strawberry

from concord.alliances import commands
from concord.alliances.events import ReferenceItem
from concord.api.charters.loaders import charter_of
from concord.api.charters.types import CharterInput
from concord.api.fields import given
from concord.api.ids import decode
from concord.api.mutating import CommandInput, Returned, mutation
from concord.api.programmes.loaders import MODEL, PROGRAMME
from concord.api.programmes.types import Programme

ANSWER = Returned(name="programme", type=Programme, chinese="实施意见", load=PROGRAMME, model=MODEL)


@strawberry.input(description="实施意见: the charter that alliances inherit")
class ProgrammeCharterChoiceInput(CommandInput):
    """Base of what gives a programme its charter."""

    charter: CharterInput | None = given(
        "章程: the rules; or name one that ships with the product", default=None
    )
    shipped_charter: str | None = given("自带章程: code of one of `shippedCharters`", default=None)
    document: str = given("文号: of the document that it stands in")
    effective_on: date | None = given("生效日期: first day; when it happened if omitted", default=None)


@strawberry.input(description="通过实施意见: its name and charter")
class ProgrammeAdoptInput(ProgrammeCharterChoiceInput):
    """Of `programmeAdopt`."""

    name: str = given("名称: unique in the tenant")


@mutation("通过实施意见: its charter is there to be inherited", commands.AdoptProgramme, ANSWER)
def programme_adopt(input: ProgrammeAdoptInput) -> commands.AdoptProgramme:
    return commands.AdoptProgramme(
        name=input.name,
        charter=charter_of(input.charter, input.shipped_charter),
        document=input.document,
        effective_on=input.effective_on,
    )


@strawberry.input(description="修订实施意见: another charter for all who follow it")
class ProgrammeAmendInput(ProgrammeCharterChoiceInput):
    """Of `programmeAmend`."""

    programme_id: strawberry.ID = given("实施意见: which")


@mutation(
    "修订实施意见: the charter of every alliance that follows it is amended with it, or none is",
    commands.AmendProgramme,
    ANSWER,
)
def programme_amend(input: ProgrammeAmendInput) -> commands.AmendProgramme:
    return commands.AmendProgramme(
        programme=decode("Programme", input.programme_id, "input.programmeId"),
        charter=charter_of(input.charter, input.shipped_charter),
        document=input.document,
        effective_on=input.effective_on,
    )


@strawberry.input(description="参考活动: one that the programme suggests")
class ReferenceItemInput:
    """Of a reference list."""

    title: str = given("标题: of the activity")
    theme: str = given("主题代码: in the programme's charter")


@strawberry.input(description="下发参考清单: activities to choose from in a year")
class ProgrammeIssueReferenceListInput(CommandInput):
    """Of `programmeIssueReferenceList`."""

    programme_id: strawberry.ID = given("实施意见: which")
    title: str = given("标题: of the list")
    year: int = given("年度: for which")
    items: list[ReferenceItemInput] = given("参考活动: in order")
    document: str = given("文号: empty if none", default="")


@mutation("下发参考清单: the alliances may choose from it", commands.IssueReferenceList, ANSWER)
def programme_issue_reference_list(
    input: ProgrammeIssueReferenceListInput,
) -> commands.IssueReferenceList:
    return commands.IssueReferenceList(
        programme=decode("Programme", input.programme_id, "input.programmeId"),
        title=input.title,
        year=input.year,
        items=tuple(ReferenceItem(one.title, one.theme) for one in input.items),
        document=input.document,
    )


FIELDS = (programme_adopt, programme_amend, programme_issue_reference_list)
