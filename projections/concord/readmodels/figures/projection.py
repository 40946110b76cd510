"""How events change the facts that figures are summed from."""

from concord.projecting import Handler, ReadModel, own
from concord.readmodels.figures import answering, benefiting, covering, gathering
from concord.readmodels.figures.answering import reads_dispatches, step
from concord.readmodels.figures.tables import (
    ACTIVITY,
    ALLIANCE,
    ATTENDANCE,
    BENEFIT,
    DISPATCH,
    PROFILE,
    STATE,
    STAY,
    TICKET,
)

READ_MODEL = ReadModel(
    name="figures",
    version=2,
    tables=(ALLIANCE, STAY, PROFILE, ACTIVITY, ATTENDANCE, TICKET, DISPATCH, STATE, BENEFIT),
    handles={
        "organizations.OrganizationRegistered": Handler(covering.profiled),
        "organizations.ProfileUpdated": Handler(covering.profiled),
        "alliances.AllianceProposed": Handler(covering.proposed),
        "alliances.AllianceApproved": Handler(covering.approved, own(ALLIANCE)),
        "alliances.AllianceDissolved": Handler(covering.dissolved, own(ALLIANCE)),
        "alliances.MemberJoined": Handler(covering.joined),
        "alliances.MemberLeft": Handler(covering.left, covering.reads_stay),
        "alliances.MemberRemoved": Handler(covering.removed, covering.reads_stay),
        "activities.ActivityProposed": Handler(gathering.proposed),
        "activities.ActivityHeld": Handler(gathering.held, own(ACTIVITY)),
        "activities.AttendanceRecorded": Handler(gathering.attended),
        "activities.ActivityLogged": Handler(gathering.logged, own(ACTIVITY)),
        "activities.ActivityCorrected": Handler(gathering.corrected, own(ACTIVITY)),
        "tickets.TicketRaised": Handler(answering.raised),
        "tickets.TicketDispatched": Handler(answering.dispatched, own(TICKET)),
        "tickets.TicketAccepted": Handler(step(answering.moved), reads_dispatches),
        "tickets.DeadlineExtended": Handler(step(answering.moved), reads_dispatches),
        "tickets.TicketReturned": Handler(step(answering.returned), reads_dispatches),
        "tickets.TicketResolved": Handler(step(answering.resolved), reads_dispatches),
        "tickets.ResolutionConfirmed": Handler(step(answering.confirmed), reads_dispatches),
        "tickets.TicketReopened": Handler(step(answering.reopened), reads_dispatches),
        "tickets.TicketEscalated": Handler(step(answering.taken), reads_dispatches),
        "tickets.TicketWithdrawn": Handler(step(answering.taken), reads_dispatches),
        "projects.BenefitRecorded": Handler(benefiting.recorded),
    },
)
