"""The words in which a clerk picks from a list."""

from concord.activities.errors import SOURCE_NAMES
from concord.activities.events import ActivityForm, ActivityScale
from concord.charters import OrganizationKind, PartyForm
from concord.resources.errors import KIND_NAMES

ORGANIZATION_KINDS = {
    "企业": OrganizationKind.ENTERPRISE,
    "机关": OrganizationKind.ORGAN,
    "社会组织": OrganizationKind.SOCIAL_ORGANIZATION,
    "社区": OrganizationKind.COMMUNITY,
    "村": OrganizationKind.VILLAGE,
    "事业单位": OrganizationKind.PUBLIC_INSTITUTION,
}
PARTY_FORMS = {
    "未成立党组织": PartyForm.NONE,
    "党支部": PartyForm.BRANCH,
    "党总支": PartyForm.GENERAL_BRANCH,
    "党委": PartyForm.COMMITTEE,
    "党工委": PartyForm.WORKING_COMMITTEE,
    "党组": PartyForm.PARTY_GROUP,
}
ACTIVITY_FORMS = {
    "主题党日": ActivityForm.THEME_PARTY_DAY,
    "联学、党课": ActivityForm.STUDY,
    "培训、讲堂": ActivityForm.TRAINING,
    "志愿服务": ActivityForm.SERVICE,
    "实践活动": ActivityForm.PRACTICE,
    "观摩、交流": ActivityForm.EXCHANGE,
    "文体活动": ActivityForm.CULTURE,
}
ACTIVITY_SCALES = {"大型": ActivityScale.LARGE, "小型": ActivityScale.SMALL}
RESOURCE_KINDS = {name.zh: kind for kind, name in KIND_NAMES.items()}
ACTIVITY_SOURCES = {name.zh: source for source, name in SOURCE_NAMES.items()}
