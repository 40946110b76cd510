"""批注: an entry is said to be mistaken by one person, and a second one agrees, or does not."""

from datetime import date

from concord.annotations.commands import ConfirmAnnotation, DeclineAnnotation, ProposeAnnotation
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative


def annotate(
    diary: Diary, label: str, entry: str, day: date, reason: str, *, declined_first: bool = False
) -> None:
    """About the last entry of the step `entry`; with `declined_first` it takes a second, better reason."""
    about = (entry,)
    propose = ProposeAnnotation(entry=1, reason=Narrative("应不是这一天。" if declined_first else reason))
    diary.write(f"{label} proposed", day, propose, rests_on=about)
    if declined_first:
        decline = DeclineAnnotation(entry=1, reason=Narrative("与签到表一致，须说明依据。"))
        answered = office_after(day, 2)
        diary.write(f"{label} declined", answered, decline, role=Role.COMMITTEE, rests_on=about)
        day = office_after(day, 4)
        again = ProposeAnnotation(entry=1, reason=Narrative(reason))
        diary.write(f"{label} proposed again", day, again, rests_on=about)
    confirm = ConfirmAnnotation(entry=1)
    diary.write(f"{label} confirmed", office_after(day, 2), confirm, role=Role.COMMITTEE, rests_on=about)
