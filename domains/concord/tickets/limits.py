"""How much a ticket takes in, and the refusals of what is more."""

from concord.charters import Texts
from concord.commanding import Refusal
from concord.privacy import Personal
from concord.tickets.errors import TicketRefusal

MOST_TITLE = 100
MOST_CATEGORY = 30
MOST_PERSONAL_VALUE = 200
MOST_PERSONAL_VALUES = 6
MOST_EXTENSION_DAYS = 366

_TEXTS = Texts(note="情况说明", description="问题描述", instruction="交办要求", name="文件名")
check_text, check_narrative = _TEXTS.check, _TEXTS.check_narrative


def check_person(field: str, person: Personal | None) -> None:
    """Refuses a person described at too great length; there need not be one."""
    values = (person.values or {}) if person else {}
    if len(values) > MOST_PERSONAL_VALUES or any(len(v) > MOST_PERSONAL_VALUE for v in values.values()):
        raise Refusal(
            TicketRefusal.CONTACT_TOO_LONG, field, fields=MOST_PERSONAL_VALUES, most=MOST_PERSONAL_VALUE
        )
