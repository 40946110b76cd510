"""What one may ask of a scheme or an assessment."""

from concord.assessments.commands.computing import ComputeScores
from concord.assessments.commands.honouring import GrantHonour, NominateHonour, PromoteCase
from concord.assessments.commands.opening import OpenPeriod
from concord.assessments.commands.publishing import (
    AwardStars,
    DecideObjection,
    PublishResults,
    RaiseObjection,
)
from concord.assessments.commands.reporting import FileSelfReport
from concord.assessments.commands.scheming import PublishScheme
from concord.assessments.commands.scoring import ApplyVeto, CorrectScore, FinalizeAssessment, ScoreIndicator

COMMANDS = (
    PublishScheme,
    OpenPeriod,
    FileSelfReport,
    ScoreIndicator,
    ComputeScores,
    CorrectScore,
    ApplyVeto,
    FinalizeAssessment,
    PublishResults,
    RaiseObjection,
    DecideObjection,
    AwardStars,
    NominateHonour,
    GrantHonour,
    PromoteCase,
)

__all__ = [
    "COMMANDS",
    "ApplyVeto",
    "AwardStars",
    "ComputeScores",
    "CorrectScore",
    "DecideObjection",
    "FileSelfReport",
    "FinalizeAssessment",
    "GrantHonour",
    "NominateHonour",
    "OpenPeriod",
    "PromoteCase",
    "PublishResults",
    "PublishScheme",
    "RaiseObjection",
    "ScoreIndicator",
]
