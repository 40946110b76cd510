"""What was asked for and no longer is: a later charter dropped it before it fell due."""

from datetime import date

from concord.charters import Charter, in_force
from concord.duties.deeds import Record, Ruling
from concord.duties.duty import DONE, Duty, DutyKind


def lapsed(record: Record, duty: Duty, on: date) -> bool:
    """Whether nobody owes it any more: undone, and dropped by its last day or the day asked about."""
    charter = in_force(record.charters, min(duty.due_on, on))
    if record.ruling is not Ruling.BEGUN or duty.status in DONE or charter is None:
        return False
    return not _asks(charter, duty)


def _asks(charter: Charter, duty: Duty) -> bool:
    """Whether a charter has that duty too, however often and until whenever."""
    obliged = charter.obligations
    match duty.kind:
        case DutyKind.MEETING:
            return any(one.code == duty.code for one in charter.meetings)
        case DutyKind.ACTIVITY:
            return obliged is not None and any(one.code == duty.code for one in obliged.activities)
        case DutyKind.REPORT:
            return any(one.period == duty.code for one in charter.reports)
        case DutyKind.PROJECT:
            return charter.projects is not None and charter.projects.minimum > 0
        case DutyKind.PLAN | DutyKind.AGREEMENT | DutyKind.DUTY_REPORT | DutyKind.PROJECT_CLAIM:
            return obliged is not None and getattr(obliged, _MEMBERS[duty.kind]) is not None
    return True


_MEMBERS = {
    DutyKind.PLAN: "plan_month",
    DutyKind.AGREEMENT: "agreement",
    DutyKind.DUTY_REPORT: "duty_report_month",
    DutyKind.PROJECT_CLAIM: "project_claims",
}
