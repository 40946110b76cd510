"""How events change schemes, and assessments with their scores and standings."""

from concord.projecting import Handler, ReadModel, own
from concord.readmodels.assessments import publishing, scoring
from concord.readmodels.assessments.tables import ASSESSMENT, EDITION, RULES, SCHEME, SCORE, STANDING

READ_MODEL = ReadModel(
    name="assessments",
    version=1,
    tables=(ASSESSMENT, RULES, SCORE, STANDING, SCHEME, EDITION),
    handles={
        "assessments.SchemeEstablished": Handler(publishing.established),
        "assessments.SchemePublished": Handler(publishing.published, own(SCHEME)),
        "assessments.PeriodOpened": Handler(scoring.opened),
        "assessments.IndicatorScored": Handler(scoring.scored, own(ASSESSMENT)),
        "assessments.ScoreCorrected": Handler(scoring.corrected, scoring.reads_score),
        "assessments.VetoApplied": Handler(scoring.vetoed, own(ASSESSMENT)),
        "assessments.ResultsFinalized": Handler(scoring.finalized, own(ASSESSMENT, STANDING)),
        "assessments.StarsAwarded": Handler(scoring.awarded, own(ASSESSMENT, STANDING)),
    },
)
