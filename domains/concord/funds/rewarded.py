"""That results were rewarded by a rule: two funds that propose for them meet in this stream."""

from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.funds import events


def rewarded_id(assessment: UUID, rule: str) -> UUID:
    """One for each assessment and rule of a charter."""
    return uuid5(assessment, f"rewards:{rule}")


class RewardedResults(Aggregate):
    """已奖励的考核结果: of one assessment, by one rule."""

    ResultsRewarded = events.ResultsRewarded

    assessment: UUID
    rule: str
    fund: UUID
