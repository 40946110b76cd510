"""How much a report takes in, and the refusals of what is more."""

from concord.commanding import Message, Refusal
from concord.privacy import Narrative
from concord.reports.errors import ReportRefusal

MOST_NARRATIVE = 5_000

TEXT = (ReportRefusal.TEXT_EMPTY, ReportRefusal.TEXT_TOO_LONG)

_TERMS = {"summary": "综述", "remarks": "审核意见"}
"""What users call the fields that take a text."""


def check_narrative(field: str, narrative: Narrative | None) -> None:
    """Refuses an empty or overlong narrative; there need not be one."""
    if narrative is None:
        return
    text, what = narrative.text or "", Message(_TERMS[field], field)
    if not text.strip():
        raise Refusal(ReportRefusal.TEXT_EMPTY, field, what=what)
    if len(text) > MOST_NARRATIVE:
        raise Refusal(ReportRefusal.TEXT_TOO_LONG, field, what=what, most=MOST_NARRATIVE, length=len(text))
