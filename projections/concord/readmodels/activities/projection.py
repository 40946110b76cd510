"""How events change activities, who took part and the corrections."""

from concord.projecting import Handler, ReadModel, own
from concord.readmodels.activities import outreach, planning, recording
from concord.readmodels.activities.tables import ACTIVITY, ATTENDANCE, CORRECTION, PUBLICITY, VOLUNTEERING

READ_MODEL = ReadModel(
    name="activities",
    version=1,
    tables=(ACTIVITY, ATTENDANCE, CORRECTION, VOLUNTEERING, PUBLICITY),
    handles={
        "activities.ActivityProposed": Handler(planning.proposed),
        "activities.ActivityScheduled": Handler(planning.scheduled, own(ACTIVITY)),
        "activities.LeadAssigned": Handler(planning.lead_assigned, own(ACTIVITY)),
        "activities.ParticipantSignedUp": Handler(planning.signed_up, own(ACTIVITY, ATTENDANCE)),
        "activities.ActivityCancelled": Handler(planning.cancelled, own(ACTIVITY)),
        "activities.ActivityHeld": Handler(recording.held, own(ACTIVITY)),
        "activities.AttendanceRecorded": Handler(recording.attended, own(ACTIVITY, ATTENDANCE)),
        "activities.EvidenceAttached": Handler(recording.evidence_attached, own(ACTIVITY)),
        "activities.EvidenceRemoved": Handler(recording.evidence_removed, own(ACTIVITY)),
        "activities.ActivityLogged": Handler(recording.logged, own(ACTIVITY)),
        "activities.VolunteerHoursLogged": Handler(outreach.hours_logged, own(ACTIVITY)),
        "activities.PublicityRecorded": Handler(outreach.publicized, own(ACTIVITY)),
        "activities.ActivityCorrected": Handler(recording.corrected, own(ACTIVITY, ATTENDANCE)),
    },
)
