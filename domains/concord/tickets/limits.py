"""How much a ticket takes in, and the refusals of what is more."""

from concord.commanding import Message, Refusal
from concord.privacy import Narrative, Personal
from concord.tickets.errors import TicketRefusal

MOST_TITLE = 100
MOST_CATEGORY = 30
MOST_NARRATIVE = 5_000
MOST_PERSONAL_VALUE = 200
MOST_PERSONAL_VALUES = 6
MOST_EXTENSION_DAYS = 366

TEXT = (TicketRefusal.TEXT_EMPTY, TicketRefusal.TEXT_TOO_LONG)


_TERMS = {
    "reason": "理由",
    "note": "情况说明",
    "answer": "答复",
    "title": "标题",
    "description": "问题描述",
    "category": "类别",
    "instruction": "交办要求",
    "comment": "评价",
    "caption": "说明",
    "name": "文件名",
}
"""What users call the fields that take a text."""


def check_text(field: str, text: str | None, most: int) -> None:
    """Refuses a text that says nothing or more than `most` characters."""
    if text is None or not text.strip():
        raise Refusal(TicketRefusal.TEXT_EMPTY, field, what=_term(field))
    if len(text) > most:
        raise Refusal(TicketRefusal.TEXT_TOO_LONG, field, what=_term(field), most=most, length=len(text))


def check_narrative(field: str, narrative: Narrative | None) -> None:
    """Refuses an empty or overlong narrative; there need not be one."""
    if narrative is not None:
        check_text(field, narrative.text, MOST_NARRATIVE)


def check_person(field: str, person: Personal | None) -> None:
    """Refuses a person described at too great length; there need not be one."""
    values = (person.values or {}) if person else {}
    if len(values) > MOST_PERSONAL_VALUES or any(len(v) > MOST_PERSONAL_VALUE for v in values.values()):
        raise Refusal(
            TicketRefusal.CONTACT_TOO_LONG, field, fields=MOST_PERSONAL_VALUES, most=MOST_PERSONAL_VALUE
        )


def _term(field: str) -> Message:
    return Message(_TERMS.get(field, "文字"), field)
