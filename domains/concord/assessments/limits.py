"""How much an assessment takes in, and the refusals of what is more."""

import re
from decimal import Decimal

from concord.assessments.errors import AssessmentRefusal
from concord.commanding import Message, Refusal
from concord.privacy import Narrative

MOST_NAME = 60
MOST_CODE = 30
MOST_NARRATIVE = 5_000
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

TEXT = (AssessmentRefusal.TEXT_EMPTY, AssessmentRefusal.TEXT_TOO_LONG)

_CODE = re.compile(r"[a-z][a-z0-9-]{0,29}")


_TERMS = {
    "remark": "评语",
    "reason": "理由",
    "name": "名称",
    "indicators": "指标名称",
    "statement": "陈述",
    "citation": "事迹",
    "title": "荣誉名称",
    "case": "案例名称",
    "authority": "授予机关",
    "document": "文号",
    "scope": "推广范围",
}
"""What users call the fields that take a text."""


def check_text(field: str, text: str | None, most: int) -> None:
    """Refuses a text that says nothing or more than `most` characters."""
    if text is None or not text.strip():
        raise Refusal(AssessmentRefusal.TEXT_EMPTY, field, what=_term(field))
    if len(text) > most:
        raise Refusal(AssessmentRefusal.TEXT_TOO_LONG, field, what=_term(field), most=most, length=len(text))


def check_narrative(field: str, narrative: Narrative | None) -> None:
    """Refuses an empty or overlong narrative; there need not be one."""
    if narrative is not None:
        check_text(field, narrative.text, MOST_NARRATIVE)


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


def _term(field: str) -> Message:
    return Message(_TERMS.get(field, "文字"), field)
