"""How much an assessment takes in, and the refusals of what is more."""

import re
from decimal import Decimal

from concord.assessments.errors import AssessmentRefusal
from concord.charters import Texts
from concord.commanding import Refusal

MOST_NAME = 60
MOST_CODE = 30
MOST_INDICATORS = 60
MOST_ORGANIZATIONS = 200
MOST_EVIDENCE = 50
MOST_STARS = 10
MOST_PUBLICATION_DAYS = 60
MOST_OBJECTIONS = 500
MOST_POINTS = Decimal(10_000)
MOST_WEIGHT = Decimal(100)
SCORE_PLACES = 2
WEIGHT_PLACES = 4


_CODE = re.compile(r"[a-z][a-z0-9-]{0,29}")

_TEXTS = Texts(
    remark="评语",
    indicators="指标名称",
    statement="陈述",
    citation="事迹",
    title="荣誉名称",
    case="案例名称",
    authority="授予机关",
    scope="推广范围",
)
check_text, check_narrative = _TEXTS.check, _TEXTS.check_narrative


def check_code(field: str, code: str) -> None:
    """Refuses what cannot be a code."""
    if not _CODE.fullmatch(code):
        raise Refusal(AssessmentRefusal.CODE_INVALID, field, given=code[:MOST_CODE], most=MOST_CODE)


def check_optional(field: str, text: str, most: int) -> None:
    """Refuses an overlong text; it may be empty."""
    if text:
        check_text(field, text, most)


def check_evidence(evidence: tuple[int, ...], head: int) -> None:
    """Refuses what cannot be different positions of a ledger that ends at `head`."""
    if len(evidence) > MOST_EVIDENCE or len(set(evidence)) < len(evidence) or any(p < 1 for p in evidence):
        raise Refusal(AssessmentRefusal.EVIDENCE_INVALID, "evidence", most=MOST_EVIDENCE)
    if beyond := [position for position in evidence if position > head]:
        raise Refusal(AssessmentRefusal.EVIDENCE_NOT_RECORDED, "evidence", position=min(beyond), head=head)


def is_points(value: Decimal, most: Decimal, places: int) -> bool:
    """Whether it is a plain number from 0 to `most` with so many decimal places at most."""
    if not value.is_finite() or value.is_signed() or value > most:
        return False
    return value == round(value, places)
