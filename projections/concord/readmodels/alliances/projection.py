"""How events change alliances and what belongs to them."""

from concord.projecting import Handler, ReadModel, own
from concord.readmodels.alliances import chairing, founding, joining
from concord.readmodels.alliances.tables import ALLIANCE, APPLICATION, BREACH, CHARTER, MEMBER, TERM

READ_MODEL = ReadModel(
    name="alliances",
    version=1,
    tables=(ALLIANCE, MEMBER, TERM, APPLICATION, CHARTER, BREACH),
    handles={
        "alliances.AllianceProposed": Handler(founding.proposed),
        "alliances.AllianceApproved": Handler(founding.approved, own(ALLIANCE)),
        "alliances.AllianceRefused": Handler(founding.refused, own(ALLIANCE)),
        "alliances.ProposalRenewed": Handler(founding.renewed, own(ALLIANCE)),
        "alliances.CharterAmended": Handler(founding.charter_adopted, own(ALLIANCE)),
        "alliances.CharterAdopted": Handler(founding.charter_adopted, own(ALLIANCE)),
        "alliances.BreachRecorded": Handler(founding.breach_recorded, own(ALLIANCE)),
        "alliances.BreachCured": Handler(founding.breach_cured, own(ALLIANCE, BREACH)),
        "alliances.AllianceDissolved": Handler(founding.dissolved, own(ALLIANCE, MEMBER, TERM)),
        "alliances.MembershipApplied": Handler(joining.applied, own(ALLIANCE)),
        "alliances.ApplicationConsulted": Handler(joining.consulted, joining.reads),
        "alliances.MembershipRefused": Handler(joining.refused, joining.reads),
        "alliances.MemberJoined": Handler(joining.joined, joining.reads),
        "alliances.MemberLeft": Handler(joining.left, joining.reads),
        "alliances.MemberRemoved": Handler(joining.removed, joining.reads),
        "alliances.TierChanged": Handler(joining.tier_changed, joining.reads),
        "alliances.ChairRotated": Handler(chairing.rotated, own(ALLIANCE, TERM)),
        "alliances.ChairVacated": Handler(chairing.vacated, own(ALLIANCE, TERM)),
        "alliances.HandoverRecorded": Handler(chairing.handed_over, own(ALLIANCE, TERM)),
    },
)
