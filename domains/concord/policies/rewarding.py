"""提出奖励: results that are final lead to the rewards that the charter promises, for somebody to approve."""

from collections.abc import Mapping, Sequence
from datetime import date

from concord.assessments.facts import AssessmentFacts
from concord.charters import RewardRule, Standing
from concord.commanding import Command, Facts, Read, Refusal
from concord.eventstore.entry import Entry
from concord.funds.commands import ProposeRewards
from concord.reacting import Deadline, Policy, Trigger

LONG_AGO = date(2000, 1, 1)


def _at_once(subject: str) -> Deadline:
    """Looked at as soon as deadlines are: whether the results are final by then is decided then."""
    return Deadline(LONG_AGO, subject)


def _finalized(entry: Entry) -> Sequence[Deadline]:
    return (_at_once(""),)


def _published(entry: Entry) -> Sequence[Deadline]:
    return (Deadline(date.fromisoformat(entry.data["objections_until"]), "publication"),)


def _objection_decided(entry: Entry) -> Sequence[Deadline]:
    """The last one may be decided after the publication was over."""
    return (_at_once(f"objection {entry.data['objection']}"),)


def _awarded(entry: Entry) -> Sequence[Deadline]:
    return (_at_once("stars"),)


def _reads(trigger: Trigger, known: Facts) -> Mapping[str, Read]:
    reads = {"assessment": Read("assessments.Assessment", trigger.entry.stream, AssessmentFacts)}
    if "assessment" in known:
        reads["alliance"] = Read("alliances.Alliance", known["assessment"].alliance, Standing)
    return reads


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    assessment: AssessmentFacts = facts["assessment"]
    alliance: Standing = facts["alliance"]
    if not _settled(assessment, trigger.today) or alliance.dissolved_on is not None:
        return ()
    rules = alliance.charter(trigger.today).funds
    return tuple(
        ProposeRewards(
            alliance=assessment.alliance,
            year=trigger.today.year,
            purpose=rule.fund,
            rule=rule.code,
            assessment=trigger.entry.stream,
        )
        for rule in (rules.rewards if rules else ())
        if rule.scheme in (None, assessment.scheme_code) and _due(rule, assessment, trigger.subject)
    )


def _due(rule: RewardRule, assessment: AssessmentFacts, subject: str) -> bool:
    """Rewards for stars wait until the stars are awarded, which is at once where nothing is published."""
    if subject == "stars":
        return bool(rule.stars) and assessment.publication_days is not None
    return not (rule.stars and assessment.stars_pending)


def _settled(assessment: AssessmentFacts, today: date) -> bool:
    try:
        assessment.require_settled(today)
    except Refusal:
        return False
    return True


POLICY = Policy(
    name="propose-rewards",
    chinese="考核结果确定后，按章程的奖励办法在经费余额内提出奖励，待人批准",
    english="Final results lead to the charter's rewards, within what is left, for somebody to approve",
    sends=(ProposeRewards,),
    deadlines={
        "assessments.ResultsFinalized": _finalized,
        "assessments.ResultsPublished": _published,
        "assessments.ObjectionDecided": _objection_decided,
        "assessments.StarsAwarded": _awarded,
    },
    reads=_reads,
    decide=_decide,
)
