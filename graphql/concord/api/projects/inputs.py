"""Inputs of the mutations on projects and benefits."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import strawberry

from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput
from concord.api.projects.codes import BenefitKind, ProjectKind
from concord.api.scalars import Position


@strawberry.input(description="提出项目: what the alliance might take on")
class ProjectProposeInput(CommandInput):
    """Of `projectPropose`."""

    alliance_id: strawberry.ID = given("联盟: whose project")
    year: int = given("年度: this one or the next")
    title: str = given("名称: of the project")
    kind: ProjectKind = given("项目类别: what sort", default=ProjectKind.MAJOR)
    proposer_id: strawberry.ID | None = given("提出单位: omitted for the office's own", default=None)
    description: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="项目步骤: which project")
class ProjectStepInput(CommandInput):
    """Base of what is done to an existing project."""

    project_id: strawberry.ID = given("项目: which")


@strawberry.input(description="选定项目: by which resolution")
class ProjectSelectInput(ProjectStepInput):
    """Of `projectSelect`."""

    meeting_id: strawberry.ID = given("会议: that passed it")
    resolution_id: UUID = given("决议编号: about this project")


@strawberry.input(description="领办项目: who, by when")
class ProjectClaimInput(ProjectStepInput):
    """Of `projectClaim`."""

    organization_id: strawberry.ID = given("领办单位: a member")
    due_on: date | None = given("完成期限: last day", default=None)


@strawberry.input(description="登记节点: what is done")
class ProjectReachMilestoneInput(ProjectStepInput):
    """Of `projectReachMilestone`."""

    milestone: str = given("节点: what is done")
    note: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="完成项目: with what result")
class ProjectCompleteInput(ProjectStepInput):
    """Of `projectComplete`."""

    result: str = narrative("成果: in words")


@strawberry.input(description="终止项目: why")
class ProjectDropInput(ProjectStepInput):
    """Of `projectDrop`."""

    reason: str = narrative("理由: in words")


@strawberry.input(description="登记成效: what came of the alliance's work")
class BenefitRecordInput(CommandInput):
    """Of `benefitRecord`."""

    alliance_id: strawberry.ID = given("联盟: whose work")
    kind: BenefitKind = given("成效类别: decides between amount and count")
    basis: list[Position] = given("依据台账序号: the records that it rests on")
    amount: Decimal | None = given("金额（元）: exact, for kinds of money", default=None)
    count: int | None = given("数量: for kinds that are counted", default=None)
    organization_id: strawberry.ID | None = given("单位: who gave, saved or produced it", default=None)
    project_id: strawberry.ID | None = given("项目: that it came of, if of one", default=None)
    note: str | None = narrative("说明: in words", default=None)
