"""How events change schemes, and assessments with their scores and standings."""

from concord.projecting import Handler, ReadModel, own
from concord.readmodels.assessments import objecting, publishing, scoring
from concord.readmodels.assessments.tables import (
    ASSESSMENT,
    EDITION,
    OBJECTION,
    RULES,
    SCHEME,
    SCORE,
    SELF_REPORT,
    STANDING,
)

READ_MODEL = ReadModel(
    name="assessments",
    version=3,
    tables=(ASSESSMENT, RULES, SCORE, STANDING, SCHEME, EDITION, OBJECTION, SELF_REPORT),
    handles={
        "assessments.SchemeEstablished": Handler(publishing.established),
        "assessments.SchemePublished": Handler(publishing.published, own(SCHEME)),
        "assessments.PeriodOpened": Handler(scoring.opened),
        "assessments.IndicatorScored": Handler(scoring.scored, own(ASSESSMENT)),
        "assessments.ScoreCorrected": Handler(scoring.corrected, scoring.reads_score),
        "assessments.VetoApplied": Handler(scoring.vetoed, own(ASSESSMENT)),
        "assessments.ResultsFinalized": Handler(scoring.finalized, own(ASSESSMENT, STANDING)),
        "assessments.StarsAwarded": Handler(scoring.awarded, own(ASSESSMENT, STANDING)),
        "assessments.SelfReportFiled": Handler(scoring.claimed, own(ASSESSMENT)),
        "assessments.ResultsPublished": Handler(objecting.results_published, own(ASSESSMENT)),
        "assessments.ObjectionRaised": Handler(objecting.raised, own(ASSESSMENT)),
        "assessments.ObjectionDecided": Handler(objecting.decided, objecting.reads_objection),
    },
)
