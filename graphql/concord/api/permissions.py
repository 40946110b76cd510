"""Which role may ask what: one row for each root field, and no field without one.

Roles say what may be asked of a tenant as a whole; what an organization may do is a rule of its context.
`own` names members of the input that must be the caller's own organization, for roles that act for one.
"""

from collections.abc import Iterable, Mapping

import msgspec

from concord.api import ids
from concord.commanding import Message
from concord.identity import ROLE_NAMES, Forbidden, Role, Viewer

ROLE_MAY_NOT = Message("您的角色是{role}，不能使用“{term}”（{field}）", "As {role} you may not use {field}")
OTHERS_ORGANIZATION = Message(
    "您只能代表本单位办理：{field} 不是您的单位",
    "You act for your own organization only: {field} is another one",
)
NO_ORGANIZATION = Message(
    "您的令牌没有载明单位，不能代表单位办理", "Your token names no organization: you cannot act for one"
)
PERSONS_ONLY = Message(
    "“{term}”（{field}）须由本人办理：服务账号不能作为两人中的一人",
    "{field} takes a person: a service account is none of two people",
)

BOUND = frozenset({Role.OFFICER, Role.HANDLER})
"""Roles that act for the organization in their token, and for no other."""

_STAFF = frozenset({Role.ADMINISTRATOR, Role.COMMITTEE, Role.SECRETARY})
_RULERS = frozenset({Role.ADMINISTRATOR, Role.COMMITTEE})
_MEMBERS = _STAFF | {Role.OFFICER, Role.LEADER}
_HANDLERS = _MEMBERS | {Role.HANDLER}
"""A department is an organization like others; that the ticket was sent to it is a rule of its context."""
_READERS = frozenset(Role) - {Role.OPERATOR, Role.SUBSCRIBER}
_LEDGER = frozenset(Role) - {Role.OPERATOR}
_WHOLE = _READERS - {Role.OFFICER, Role.HANDLER, Role.LEADER}
"""Who reads what is of all organizations, in one piece."""
_ALL = frozenset(Role)


class Rule(msgspec.Struct, frozen=True):
    """Who may use a root field."""

    roles: frozenset[Role]
    own: tuple[str, ...] = ()
    """Members of `input`, in camel case; a member that is left out is not checked."""
    persons: bool = False
    """Part of what takes two people: an administrator who makes himself a machine is still one."""
    stopped: bool = False
    """Also while the tenant is suspended, by who reads then, and after it was closed."""


def _rules(
    roles: Iterable[Role],
    *fields: str,
    own: tuple[str, ...] = (),
    persons: bool = False,
    stopped: bool = False,
) -> dict[str, Rule]:
    return dict.fromkeys(fields, Rule(frozenset(roles), own, persons, stopped))


QUERIES: Mapping[str, Rule] = {
    **_rules(_ALL, "me"),
    **_rules(_LEDGER, "ledger"),
    **_rules({Role.ADMINISTRATOR, Role.AUDITOR}, "subscriber", "subscribers"),
    **_rules({Role.ADMINISTRATOR, Role.AUDITOR}, "serviceAccounts", "revocations"),
    **_rules(_WHOLE, "ledgerDiff"),
    **_rules(_STAFF | {Role.AUDITOR}, "policyOutcomes"),
    **_rules(_READERS, "node", "shippedCharters"),
    **_rules(_READERS, "organization", "organizations", "alliance", "alliances"),
    **_rules(_READERS, "programme", "programmes", "charterProblems"),
    **_rules(_READERS, "duties", "idleAlliances"),
    **_rules(_READERS, "activity", "activities", "ticket", "tickets"),
    **_rules(_READERS, "task", "tasks"),
    **_rules(_READERS, "meeting", "meetings", "annualPlan", "annualPlans"),
    **_rules(_READERS, "keyProject", "keyProjects", "benefit", "benefits"),
    **_rules(_READERS, "resource", "resources", "booking", "bookings", "resourceFigures"),
    **_rules(_READERS, "inspection", "inspections", "finding", "findings"),
    **_rules(_READERS, "fund", "funds", "fundMovements"),
    **_rules(_READERS, "assessment", "assessments", "scheme"),
    **_rules(_READERS, "workingCalendar", "shippedCalendarYears"),
    **_rules(_READERS, "honour", "honours"),
    **_rules(_READERS, "annotations"),
    **_rules(_RULERS | {Role.SECRETARY, Role.AUDITOR}, "erasures"),
    **_rules({Role.ADMINISTRATOR, Role.AUDITOR}, "accesses"),
    **_rules(_READERS, "briefing", "briefings"),
    **_rules(_READERS, "report", "reports", "reportRecount", "figures"),
    **_rules(_READERS, "childFigures"),
}

_ORGANIZATIONS: Mapping[str, Rule] = {
    **_rules(_STAFF, "organizationRegister", "organizationRename"),
    **_rules(_STAFF | {Role.OFFICER}, "organizationUpdateProfile", own=("organizationId",)),
    **_rules(_RULERS, "organizationDeregister"),
    **_rules(_STAFF, "organizationAssignSupervision"),
    **_rules(_STAFF, "organizationAppointPerson", "organizationEndAppointment"),
    **_rules(
        _STAFF | {Role.OFFICER},
        "organizationEnrolFloatingMember",
        "organizationReleaseFloatingMember",
        "organizationMakePledge",
        "organizationFulfilPledge",
        own=("organizationId",),
    ),
}

_ALLIANCES: Mapping[str, Rule] = {
    **_rules(_RULERS, "allianceFound", "allianceAdoptCharter", "allianceDissolve", "allianceRemoveMember"),
    **_rules(_RULERS, "programmeAdopt", "programmeAmend", "programmeIssueReferenceList"),
    **_rules(_RULERS, "allianceFollowProgramme", "allianceOverrideCharter"),
    **_rules(_MEMBERS, "alliancePropose"),
    **_rules(_RULERS, "allianceApprove", "allianceRefuse"),
    **_rules(_STAFF, "allianceFormGroup", "allianceSetGroupLeadership", "allianceDissolveGroup"),
    **_rules(_STAFF | {Role.LEADER}, "allianceGroupMember", "allianceUngroupMember"),
    **_rules(_STAFF | {Role.LEADER}, "allianceGroupPerson", "allianceUngroupPerson"),
    **_rules(_STAFF, "allianceFormPairing", "allianceEndPairing", "allianceSignAgreement"),
    **_rules(_STAFF, "allianceReceiveDirective", "allianceGiveGuidance"),
    **_rules(_STAFF, "allianceChangeTier", "allianceCureBreach"),
    **_rules(_STAFF, "allianceRotateChair", "allianceVacateChair", "allianceRecordHandover"),
    **_rules(_MEMBERS, "allianceJoin", "membershipApply", "allianceLeave", own=("organizationId",)),
    **_rules(_MEMBERS, "membershipConsult"),
    **_rules(_STAFF, "membershipAdmit", "membershipRefuse"),
}

_ACTIVITIES: Mapping[str, Rule] = {
    **_rules(_MEMBERS, "activityPropose", own=("proposerId",)),
    **_rules(_MEMBERS, "activitySignUp", own=("organizationId",)),
    **_rules(_MEMBERS, "activitySchedule", "activityHold", "activityAttachEvidence", "activityLog"),
    **_rules(_MEMBERS, "activityLogVolunteerHours", own=("organizationId",)),
    **_rules(_MEMBERS, "activityRecordPublicity"),
    **_rules(_MEMBERS, "activityRecordAttendance", "activityCorrect", "activityCancel"),
    **_rules(_STAFF | {Role.LEADER}, "activityAssignLead"),
    **_rules(_STAFF, "activityRemoveEvidence"),
}

_TICKETS: Mapping[str, Rule] = {
    **_rules(_MEMBERS, "ticketRaise", own=("raiserId",)),
    **_rules(
        _STAFF | {Role.LEADER}, "ticketTriage", "ticketDispatch", "ticketEscalate", "ticketExtendDeadline"
    ),
    **_rules(_HANDLERS, "ticketAccept", "ticketReturn", "ticketNoteProgress", "ticketResolve"),
    **_rules(_MEMBERS, "ticketConfirm", "ticketReopen", "ticketWithdraw"),
    **_rules(_STAFF | {Role.LEADER}, "ticketConfirmBySilence", "ticketClose"),
    **_rules(_HANDLERS, "ticketAttachEvidence"),
    **_rules(_STAFF, "ticketRemoveEvidence"),
}

_TASKS: Mapping[str, Rule] = {
    **_rules(_MEMBERS, "needList", own=("organizationId",)),
    **_rules(_MEMBERS, "needWithdraw", "taskConfirm", "taskTakeUpResource"),
    **_rules(_HANDLERS, "taskClaim", own=("claimantId",)),
    **_rules(_HANDLERS, "taskRelease", "taskComplete"),
}

_RESOURCES: Mapping[str, Rule] = {
    **_rules(_MEMBERS, "resourceShare", own=("ownerId",)),
    **_rules(_MEMBERS, "resourcePutOnList", "resourceTakeOffList", "resourceWithdraw"),
    **_rules(_RULERS, "venueAccept"),
    **_rules(_MEMBERS, "bookingRequest", own=("organizationId",)),
    **_rules(_MEMBERS, "bookingConfirm", "bookingRefuse", "bookingCancel", "bookingUse", "bookingRate"),
}

_INSPECTIONS: Mapping[str, Rule] = {
    **_rules(_MEMBERS, "inspectionPlan", own=("inspectorId",)),
    **_rules(_MEMBERS, "inspectionCarryOut", "inspectionCancel", "findingRecord"),
    **_rules(_MEMBERS, "findingRectify"),
    **_rules(_MEMBERS, "findingVerify", "findingReject", persons=True),
    **_rules(_MEMBERS, "inspectionAttachEvidence"),
    **_rules(_STAFF, "inspectionRemoveEvidence"),
}

_FUNDS: Mapping[str, Rule] = {
    **_rules(_RULERS, "fundOpen", "fundAllocate", "fundApproveGrant", "fundClose"),
    **_rules(_STAFF, "fundProposeRewards"),
    **_rules(_RULERS, "fundApproveReward", "fundDeclineReward"),
    **_rules(_STAFF, "fundReceive", "fundPay", "fundReversePayment"),
}

_ASSESSMENTS: Mapping[str, Rule] = {
    **_rules(_RULERS, "schemePublish"),
    **_rules(_RULERS | {Role.ASSESSOR}, "assessmentOpen"),
    **_rules(_RULERS | {Role.ASSESSOR}, "assessmentScore", "assessmentCorrectScore", "assessmentApplyVeto"),
    **_rules(_RULERS | {Role.ASSESSOR}, "assessmentCompute"),
    **_rules(_MEMBERS, "assessmentFileSelfReport", own=("organizationId",)),
    **_rules(_RULERS, "assessmentFinalize"),
    **_rules(_RULERS, "assessmentPublish", "assessmentAward"),
    **_rules(_RULERS, "assessmentDecideObjection", persons=True),
    **_rules(_MEMBERS, "assessmentObject", own=("organizationId",)),
}

_REPORTS: Mapping[str, Rule] = {
    **_rules(_STAFF | {Role.LEADER}, "reportDraft", "reportSubmit"),
    **_rules(_RULERS, "reportReturn", "reportAccept", persons=True),
    **_rules(_RULERS, "reportReleaseFigures"),
    **_rules(_MEMBERS, "briefingFile", own=("organizationId",)),
}

_HONOURS: Mapping[str, Rule] = {
    **_rules(_MEMBERS | {Role.ASSESSOR}, "honourNominate", own=("organizationId",)),
    **_rules(_RULERS, "honourGrant", "casePromote", persons=True),
}

_ANNOTATIONS: Mapping[str, Rule] = {
    **_rules(_MEMBERS, "entryProposeAnnotation", persons=True),
    **_rules(_STAFF, "entryConfirmAnnotation", "entryDeclineAnnotation", persons=True),
}

_ERASURES: Mapping[str, Rule] = {
    **_rules(_STAFF, "subjectRequestErasure", "textRequestRedaction", persons=True, stopped=True),
    **_rules(
        {Role.ADMINISTRATOR}, "subjectErase", "textRedact", "erasureDecline", persons=True, stopped=True
    ),
}
_TENANT: Mapping[str, Rule] = {
    **_rules({Role.ADMINISTRATOR}, "tenantConfigure", "accessRevoke", "accessRestore"),
    **_rules({Role.ADMINISTRATOR}, "serviceAccountCreate", "serviceAccountRotate", "serviceAccountRevoke"),
    **_rules({Role.ADMINISTRATOR}, "periodReceive", persons=True),
}

_CALENDARS: Mapping[str, Rule] = _rules(_RULERS, "calendarArrangeHolidays")

_MEETINGS: Mapping[str, Rule] = {
    **_rules(_MEMBERS, "meetingCall", "meetingCastVotes"),
    **_rules(_MEMBERS, "meetingAddAgendaItem", own=("proposerId",)),
    **_rules(_STAFF | {Role.LEADER}, "meetingHold", "meetingTableMotion", "meetingDecideMotion"),
    **_rules(_STAFF | {Role.LEADER}, "meetingFollowUp", "meetingHearDutyReport", "meetingCancel"),
    **_rules(_STAFF | {Role.LEADER}, "planDraft", "planAddItem", "planDropItem", "planApprove", "planAmend"),
}
_SUBSCRIBERS: Mapping[str, Rule] = _rules(
    {Role.ADMINISTRATOR},
    *("subscriberRegister", "subscriberPause", "subscriberResume", "subscriberReset"),
    *("subscriberRotate", "subscriberRevoke", "subscriberRemove", "subscriberReplay"),
)

_PROJECTS: Mapping[str, Rule] = {
    **_rules(_MEMBERS, "projectPropose", own=("proposerId",)),
    **_rules(_MEMBERS, "projectClaim", "benefitRecord", own=("organizationId",)),
    **_rules(_MEMBERS, "projectReachMilestone", "projectComplete"),
    **_rules(_STAFF | {Role.LEADER}, "projectSelect", "projectDrop"),
}

MUTATIONS: Mapping[str, Rule] = {
    **_ORGANIZATIONS,
    **_ALLIANCES,
    **_ACTIVITIES,
    **_TICKETS,
    **_TASKS,
    **_RESOURCES,
    **_INSPECTIONS,
    **_FUNDS,
    **_ASSESSMENTS,
    **_MEETINGS,
    **_PROJECTS,
    **_CALENDARS,
    **_TENANT,
    **_SUBSCRIBERS,
    **_ANNOTATIONS,
    **_ERASURES,
    **_HONOURS,
    **_REPORTS,
}

SUBSCRIPTIONS: Mapping[str, Rule] = {
    **_rules(_LEDGER, "ledgerEntries"),
    **_rules(_READERS, "ticketChanged"),
}

BOOK = Rule(_WHOLE)
"""Who may have the human ledger of a period as a file."""
CLEAR_BOOK = Rule(frozenset(_RULERS))
"""Who may have it with personal values and narrative text in clear."""

SUBJECT = Rule(frozenset({Role.ADMINISTRATOR}))
"""Who may have what is held about another person as a file; about himself everybody may."""

RULES: Mapping[str, Mapping[str, Rule]] = {
    "Query": QUERIES,
    "Mutation": MUTATIONS,
    "Subscription": SUBSCRIPTIONS,
}


def check(rule: Rule, field: str, viewer: Viewer, arguments: Mapping[str, object], *, term: str = "") -> None:
    """Raises `Forbidden`. `term`: what people call the field."""
    if viewer.role not in rule.roles:
        name = ROLE_NAMES[Role(viewer.role)]
        zh = ROLE_MAY_NOT.zh.format(role=name.zh, term=term or field, field=field)
        raise Forbidden(Message(zh, ROLE_MAY_NOT.en.format(role=name.en, field=field)))
    if rule.persons and viewer.is_machine:
        raise Forbidden(_filled(PERSONS_ONLY, term=term or field, field=field))
    if rule.own and viewer.role in BOUND:
        _check_own(rule, viewer, arguments)


def _check_own(rule: Rule, viewer: Viewer, arguments: Mapping[str, object]) -> None:
    if viewer.organization is None:
        raise Forbidden(NO_ORGANIZATION)
    mine = ids.encode("Organization", viewer.organization)
    given = arguments.get("input")
    members: Mapping[str, object] = given if isinstance(given, Mapping) else {}
    for member in rule.own:
        if members.get(member, mine) not in (mine, None):
            raise Forbidden(_filled(OTHERS_ORGANIZATION, field=f"input.{member}"))


def _filled(message: Message, **details: object) -> Message:
    return Message(message.zh.format(**details), message.en.format(**details))
