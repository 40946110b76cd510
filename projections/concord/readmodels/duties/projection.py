"""How events become what duties are reckoned from. No clock: what is overdue is not known here."""

from collections.abc import Callable
from typing import Any

from concord.commanding import recorded_on
from concord.duties.deeds import DeedKind
from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, own
from concord.readmodels.duties.tables import ALLIANCE, CHARTER, DEED, SOURCE


def _proposed(rows: Rows, entry: Entry) -> None:
    rows.put(ALLIANCE, {"alliance": entry.members["stream"], "name": entry.data["name"]})


def _approved(rows: Rows, entry: Entry) -> None:
    rows.change(ALLIANCE, entry.members["stream"])["approved_on"] = entry.data["approved_on"]


def _dissolved(rows: Rows, entry: Entry) -> None:
    rows.change(ALLIANCE, entry.members["stream"])["dissolved_on"] = entry.data["dissolved_on"]


def _charter(rows: Rows, entry: Entry) -> None:
    row = {column: entry.data[column] for column in ("effective_on", "charter")}
    rows.put(CHARTER, row | {"alliance": entry.members["stream"], "since": entry.version})


def _put(rows: Rows, entry: Entry, alliance: str, kind: DeedKind, **more: Any) -> None:
    row: Row = {
        "stream": entry.members["stream"],
        "alliance": alliance,
        "position": entry.position,
        "kind": kind,
        "happened_on": entry.members["occurred_on"],
        "recorded_on": recorded_on(entry),
    }
    rows.put(DEED, row | more)


def _of_alliance(kind: DeedKind, **columns: str) -> Callable[[Rows, Entry], None]:
    """A deed that an event of the alliance itself tells: columns from members of its data."""

    def apply(rows: Rows, entry: Entry) -> None:
        told = {column: entry.data[member] for column, member in columns.items()}
        _put(rows, entry, entry.members["stream"], kind, **told)

    return apply


def _leadership_set(rows: Rows, entry: Entry) -> None:
    data = entry.data
    led_from = {one["organization"] for one in data["leaders"] if one["organization"] is not None}
    told = {"reference": data["group"], "happened_on": data["set_on"], "organizations": sorted(led_from)}
    _put(rows, entry, entry.members["stream"], DeedKind.LEADERSHIP, **told)


def _activity_proposed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    source = {"source": entry.members["stream"], "alliance": data["alliance"], "code": data["theme"]}
    rows.put(SOURCE, source | {"form": data["form"], "title": data["title"]})


def _activity_held(rows: Rows, entry: Entry) -> None:
    source = _source(rows, entry)
    _put(
        rows,
        entry,
        source["alliance"],
        DeedKind.ACTIVITY,
        happened_on=entry.data["held_on"],
        code=source["code"],
        form=source["form"],
        title=source["title"],
        reference=entry.members["stream"],
    )


def _activity_corrected(rows: Rows, entry: Entry) -> None:
    """Another theme, title or day of what was held stands from now on; the entry that held it stays."""
    stream, data = entry.members["stream"], entry.data
    changes = {"THEME": ("code", "text"), "TITLE": ("title", "text"), "HELD_ON": ("happened_on", "day")}
    if data["field"] not in changes:
        return
    column, member = changes[data["field"]]
    if column != "happened_on":
        rows.change(SOURCE, stream)[column] = data[member]
    for deed in rows.below(DEED, stream):
        rows.change(DEED, stream, deed["position"])[column] = data[member]


def _source(rows: Rows, entry: Entry) -> Row:
    """What the stream is of. Raises `MissingRow`."""
    return rows.change(SOURCE, entry.members["stream"])


def _meeting_called(rows: Rows, entry: Entry) -> None:
    source = {column: entry.data[column] for column in ("alliance", "code", "title")}
    rows.put(SOURCE, source | {"source": entry.members["stream"]})


def _meeting_held(rows: Rows, entry: Entry) -> None:
    source = _source(rows, entry)
    told = {"code": source["code"], "title": source["title"], "happened_on": entry.data["held_on"]}
    _put(rows, entry, source["alliance"], DeedKind.MEETING, **told)


def _duty_report_heard(rows: Rows, entry: Entry) -> None:
    told = {"organization": entry.data["organization"], "code": str(entry.data["year"])}
    _put(rows, entry, _source(rows, entry)["alliance"], DeedKind.DUTY_REPORT, **told)


def _plan_drafted(rows: Rows, entry: Entry) -> None:
    data = entry.data
    source = {"source": entry.members["stream"], "alliance": data["alliance"], "title": data["title"]}
    rows.put(SOURCE, source | {"code": str(data["year"])})


def _plan_approved(rows: Rows, entry: Entry) -> None:
    source = _source(rows, entry)
    told = {"code": source["code"], "title": source["title"], "happened_on": entry.data["approved_on"]}
    _put(rows, entry, source["alliance"], DeedKind.PLAN, **told)


def _agreement_signed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    told = {"organization": data["organization"], "code": str(data["year"]), "title": data["title"]}
    _put(rows, entry, entry.members["stream"], DeedKind.AGREEMENT, **told)


def _report_drafted(rows: Rows, entry: Entry) -> None:
    period = {column: entry.data[column] for column in ("starts_on", "ends_on")}
    _put(rows, entry, entry.data["alliance"], DeedKind.DRAFT, **period)


def _report_submitted(rows: Rows, entry: Entry) -> None:
    """Of the period that its draft names; submitted again after a return, the first one counts."""
    draft = rows.below(DEED, entry.members["stream"])[0]
    told = {column: draft[column] for column in ("starts_on", "ends_on")}
    told["happened_on"] = entry.data["judged_on"]
    _put(rows, entry, draft["alliance"], DeedKind.REPORT, **told)


def _lead_rotation_started(rows: Rows, entry: Entry) -> None:
    rows.put(SOURCE, {"source": entry.members["stream"], "alliance": entry.data["alliance"]})


def _lead_called(rows: Rows, entry: Entry) -> None:
    data = entry.data
    told = {"code": data["period"], "organization": data["organization"], "ends_on": data["ends_on"]}
    _put(rows, entry, _source(rows, entry)["alliance"], DeedKind.LEAD_CALL, **told)


def _lead_taken(rows: Rows, entry: Entry) -> None:
    data = entry.data
    if data["period"] is not None:
        told = {"code": data["period"], "organization": data["organization"]}
        _put(rows, entry, _source(rows, entry)["alliance"], DeedKind.LEAD, **told)


def _project_proposed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    source = {"source": entry.members["stream"], "alliance": data["alliance"], "title": data["title"]}
    rows.put(SOURCE, source | {"code": str(data["year"])})


def _of_project(kind: DeedKind, **columns: str) -> Handler:
    """A deed that an event of a project tells: columns from members of its data."""

    def apply(rows: Rows, entry: Entry) -> None:
        source = _source(rows, entry)
        told = {column: entry.data[member] for column, member in columns.items()}
        told |= {name: source[name] for name in ("code", "title")}
        _put(rows, entry, source["alliance"], kind, reference=entry.members["stream"], **told)

    return Handler(apply, own(SOURCE))


def _briefing_filed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    told = {"organization": data["organization"], "reference": data["activity"], "title": data["title"]}
    told["happened_on"] = data["filed_on"]
    _put(rows, entry, data["alliance"], DeedKind.BRIEFING, **told)


def _ticket_raised(rows: Rows, entry: Entry) -> None:
    data = entry.data
    _put(rows, entry, data["alliance"], DeedKind.TICKET, organization=data["raiser"], title=data["title"])


READ_MODEL = ReadModel(
    name="duties",
    version=7,
    tables=(ALLIANCE, CHARTER, DEED, SOURCE),
    handles={
        "alliances.AllianceProposed": Handler(_proposed),
        "alliances.AllianceApproved": Handler(_approved, own(ALLIANCE)),
        "alliances.AllianceDissolved": Handler(_dissolved, own(ALLIANCE)),
        "alliances.CharterAdopted": Handler(_charter),
        "alliances.CharterAmended": Handler(_charter),
        "alliances.ChairRotated": Handler(
            _of_alliance(
                DeedKind.CHAIR, organization="organization", starts_on="starts_on", ends_on="ends_on"
            )
        ),
        "alliances.ChairVacated": Handler(
            _of_alliance(DeedKind.VACANCY, organization="organization", starts_on="vacated_on")
        ),
        "alliances.RotationCalled": Handler(
            _of_alliance(DeedKind.CALL, organization="successor", ends_on="ended_on", title="title")
        ),
        "alliances.HandoverRecorded": Handler(
            _of_alliance(DeedKind.HANDOVER, organization="successor", starts_on="term_starts_on")
        ),
        "alliances.BreachRecorded": Handler(
            _of_alliance(DeedKind.BREACH, reference="breach", code="tier", ends_on="cure_by")
        ),
        "alliances.BreachCured": Handler(_of_alliance(DeedKind.CURE, reference="breach")),
        "alliances.DirectiveReceived": Handler(
            _of_alliance(
                DeedKind.DIRECTIVE, reference="directive", code="obliges", title="title", ends_on="due_on"
            )
        ),
        "activities.ActivityProposed": Handler(_activity_proposed),
        "activities.ActivityHeld": Handler(_activity_held, own(SOURCE)),
        "activities.LeadRotationStarted": Handler(_lead_rotation_started),
        "activities.LeadCalled": Handler(_lead_called, own(SOURCE)),
        "activities.LeadTurnTaken": Handler(_lead_taken, own(SOURCE)),
        "activities.ActivityCorrected": Handler(_activity_corrected, own(SOURCE, DEED)),
        "alliances.MemberJoined": Handler(
            _of_alliance(DeedKind.JOIN, organization="organization", happened_on="joined_on")
        ),
        "alliances.MemberLeft": Handler(
            _of_alliance(DeedKind.LEAVE, organization="organization", happened_on="left_on")
        ),
        "alliances.MemberRemoved": Handler(
            _of_alliance(DeedKind.LEAVE, organization="organization", happened_on="removed_on")
        ),
        "alliances.AgreementSigned": Handler(_agreement_signed),
        "alliances.GroupFormed": Handler(
            _of_alliance(
                DeedKind.GROUP, reference="group", code="code", title="name", happened_on="formed_on"
            )
        ),
        "alliances.GroupLeadershipSet": Handler(_leadership_set),
        "alliances.GroupDissolved": Handler(_of_alliance(DeedKind.GROUP_ENDED, reference="group")),
        "projects.ProjectProposed": Handler(_project_proposed),
        "projects.ProjectSelected": _of_project(DeedKind.PROJECT, happened_on="selected_on"),
        "projects.ProjectClaimed": _of_project(DeedKind.PROJECT_CLAIM, organization="organization"),
        "projects.ProjectDropped": _of_project(DeedKind.PROJECT_DROPPED),
        "meetings.MeetingCalled": Handler(_meeting_called),
        "meetings.MeetingHeld": Handler(_meeting_held, own(SOURCE)),
        "meetings.DutyReportHeard": Handler(_duty_report_heard, own(SOURCE)),
        "meetings.PlanDrafted": Handler(_plan_drafted),
        "meetings.PlanApproved": Handler(_plan_approved, own(SOURCE)),
        "reports.ReportDrafted": Handler(_report_drafted),
        "reports.ReportSubmitted": Handler(_report_submitted, own(DEED)),
        "reports.BriefingFiled": Handler(_briefing_filed),
        "tickets.TicketRaised": Handler(_ticket_raised),
    },
)
