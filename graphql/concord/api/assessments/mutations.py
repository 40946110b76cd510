"""What can be done to schemes and assessments."""

from uuid import UUID

import msgspec

from concord.api.assessments import inputs
from concord.api.assessments.loaders import ASSESSMENT, MODEL, SCHEME
from concord.api.assessments.types import Assessment, Scheme
from concord.api.ids import decode, decode_all
from concord.api.mutating import Returned, mutation
from concord.api.people import written
from concord.api.structs import plain
from concord.assessments import commands
from concord.assessments.events import Indicator, StarThreshold
from concord.privacy import Narrative

SCHEME_ANSWER = Returned(name="scheme", type=Scheme, chinese="考核办法", load=SCHEME, model=MODEL)
ANSWER = Returned(name="assessment", type=Assessment, chinese="考核", load=ASSESSMENT, model=MODEL)


def _assessment(input: inputs.AssessmentStepInput) -> UUID:
    return decode("Assessment", input.assessment_id, "input.assessmentId")


def _organization(input: inputs.AssessmentJudgeInput) -> UUID:
    return decode("Organization", input.organization_id, "input.organizationId")


@mutation("发布考核办法: for the periods that begin from a date on", commands.PublishScheme, SCHEME_ANSWER)
def scheme_publish(input: inputs.SchemePublishInput) -> commands.PublishScheme:
    return commands.PublishScheme(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        code=input.code,
        name=input.name,
        effective_from=input.effective_from,
        indicators=tuple(msgspec.convert(plain(one), Indicator) for one in input.indicators),
        stars=tuple(msgspec.convert(plain(one), StarThreshold) for one in input.stars),
        publication_days=input.publication_days,
        four_eyes=input.four_eyes,
    )


@mutation("启动考核: of a period, by the edition in force at its beginning", commands.OpenPeriod, ANSWER)
def assessment_open(input: inputs.AssessmentOpenInput) -> commands.OpenPeriod:
    chosen = input.organization_ids
    return commands.OpenPeriod(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        scheme=input.scheme,
        period=input.period,
        organizations=None if chosen is None else decode_all("Organization", chosen, "input.organizationIds"),
    )


@mutation("评分: one organization, one indicator", commands.ScoreIndicator, ANSWER)
def assessment_score(input: inputs.AssessmentScoreInput) -> commands.ScoreIndicator:
    return commands.ScoreIndicator(
        assessment=_assessment(input),
        organization=_organization(input),
        indicator=input.indicator,
        score=input.score,
        evidence=tuple(input.evidence),
        remark=written(input.remark),
    )


@mutation("填报自评: what an organization claims by an indicator", commands.FileSelfReport, ANSWER)
def assessment_file_self_report(input: inputs.AssessmentFileSelfReportInput) -> commands.FileSelfReport:
    return commands.FileSelfReport(
        assessment=_assessment(input),
        organization=_organization(input),
        indicator=input.indicator,
        claimed=input.claimed,
        evidence=tuple(input.evidence),
        statement=written(input.statement),
    )


@mutation("按台账计算得分: of everybody, by one indicator", commands.ComputeScores, ANSWER)
def assessment_compute(input: inputs.AssessmentComputeInput) -> commands.ComputeScores:
    return commands.ComputeScores(assessment=_assessment(input), indicator=input.indicator)


@mutation("更正评分: replaces a score, saying why", commands.CorrectScore, ANSWER)
def assessment_correct_score(input: inputs.AssessmentCorrectScoreInput) -> commands.CorrectScore:
    return commands.CorrectScore(
        assessment=_assessment(input),
        organization=_organization(input),
        indicator=input.indicator,
        score=input.score,
        reason=Narrative(input.reason),
        evidence=tuple(input.evidence),
    )


@mutation("一票否决: caps an organization's total", commands.ApplyVeto, ANSWER)
def assessment_apply_veto(input: inputs.AssessmentApplyVetoInput) -> commands.ApplyVeto:
    return commands.ApplyVeto(
        assessment=_assessment(input),
        organization=_organization(input),
        indicator=input.indicator,
        reason=Narrative(input.reason),
        evidence=tuple(input.evidence),
    )


@mutation("核定结果: totals, ranks and stars", commands.FinalizeAssessment, ANSWER)
def assessment_finalize(input: inputs.AssessmentStepInput) -> commands.FinalizeAssessment:
    return commands.FinalizeAssessment(assessment=_assessment(input))


@mutation("公示结果: opens them to objection", commands.PublishResults, ANSWER)
def assessment_publish(input: inputs.AssessmentStepInput) -> commands.PublishResults:
    return commands.PublishResults(assessment=_assessment(input))


@mutation("提出异议: to a score or a veto of one's own", commands.RaiseObjection, ANSWER)
def assessment_object(input: inputs.AssessmentObjectInput) -> commands.RaiseObjection:
    return commands.RaiseObjection(
        assessment=_assessment(input),
        organization=_organization(input),
        indicator=input.indicator,
        statement=Narrative(input.statement),
        evidence=tuple(input.evidence),
    )


@mutation("处理异议: by somebody else than who raised it", commands.DecideObjection, ANSWER)
def assessment_decide_objection(input: inputs.AssessmentDecideObjectionInput) -> commands.DecideObjection:
    return commands.DecideObjection(
        assessment=_assessment(input),
        objection=input.objection,
        upheld=input.upheld,
        score=input.score,
        reason=Narrative(input.reason),
        evidence=tuple(input.evidence),
    )


@mutation("评定星级: by the results as the objections left them", commands.AwardStars, ANSWER)
def assessment_award(input: inputs.AssessmentStepInput) -> commands.AwardStars:
    return commands.AwardStars(assessment=_assessment(input))


FIELDS = (
    scheme_publish,
    assessment_open,
    assessment_file_self_report,
    assessment_score,
    assessment_compute,
    assessment_correct_score,
    assessment_apply_veto,
    assessment_finalize,
    assessment_publish,
    assessment_object,
    assessment_decide_objection,
    assessment_award,
)
