"""What can be done with briefings."""

import strawberry

from concord.api.briefings.loaders import BRIEFING, MODEL
from concord.api.briefings.types import Briefing
from concord.api.fields import given, narrative
from concord.api.ids import decode
from concord.api.mutating import CommandInput, Returned, mutation
from concord.privacy import Narrative
from concord.reports import commands

ANSWER = Returned(name="briefing", type=Briefing, chinese="信息简报", load=BRIEFING, model=MODEL)


@strawberry.input(description="报送简报: of which activity, by whom")
class BriefingFileInput(CommandInput):
    """Of `briefingFile`."""

    activity_id: strawberry.ID = given("活动: that was held")
    organization_id: strawberry.ID = given("编报单位: in whose term it was held")
    title: str = given("标题: of the briefing")
    content: str = narrative("内容: in words")


@mutation("报送简报: once for each activity", commands.FileBriefing, ANSWER)
def briefing_file(input: BriefingFileInput) -> commands.FileBriefing:
    return commands.FileBriefing(
        activity=decode("Activity", input.activity_id, "input.activityId"),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        title=input.title,
        content=Narrative(input.content),
    )


FIELDS = (briefing_file,)
