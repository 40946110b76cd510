"""What one may ask of a scheme or an assessment."""

from concord.assessments.commands.opening import OpenPeriod
from concord.assessments.commands.scheming import PublishScheme
from concord.assessments.commands.scoring import ApplyVeto, CorrectScore, FinalizeAssessment, ScoreIndicator

COMMANDS = (PublishScheme, OpenPeriod, ScoreIndicator, CorrectScore, ApplyVeto, FinalizeAssessment)

__all__ = [
    "COMMANDS",
    "ApplyVeto",
    "CorrectScore",
    "FinalizeAssessment",
    "OpenPeriod",
    "PublishScheme",
    "ScoreIndicator",
]
