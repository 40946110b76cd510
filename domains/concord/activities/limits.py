"""How much an activity takes in, and the refusals of what is more."""

import re

from concord.activities.errors import ActivityRefusal
from concord.activities.events import Attendance
from concord.charters import TEXT, Texts
from concord.commanding import Refusal

MOST_TITLE = 100
MOST_PLACE = 100
MOST_DEPARTMENT = 60
MOST_RESOLUTION = 100
MOST_DAYS = 366
MOST_PERSONS = 100_000
MOST_RECORDS = 200
MOST_ATTENDEES = 150
MOST_PERSONAL_VALUES = 3
MOST_PERSONAL_VALUE = 200
MOST_PUBLICITY = 100
MOST_OUTLET = 60
MOST_URL = 500
MOST_FILE_BYTES = 100 * 1024 * 1024

RECORDS = (
    ActivityRefusal.ATTENDANCE_INVALID,
    ActivityRefusal.ATTENDEES_INVALID,
    ActivityRefusal.TOO_MANY,
    *TEXT,
)

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_URL = re.compile(r"https?://[^\s<>\"]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9]+/[a-z0-9][a-z0-9.+-]{0,100}")

_TEXTS = Texts(
    name="文件名",
    summary="活动小结",
    text="更正内容",
    resolution="会议决议",
    description="活动内容",
    department="部门",
    attendance="参加情况",
    records="参加情况",
    attendees="参加人员",
    outlet="媒体名称",
)
check_text, check_narrative = _TEXTS.check, _TEXTS.check_narrative


def check_persons(field: str, persons: int) -> None:
    """Refuses a number of persons that no activity has."""
    if not 1 <= persons <= MOST_PERSONS:
        raise Refusal(ActivityRefusal.COUNT_INVALID, field, least=1, most=MOST_PERSONS)


def check_time(field: str, time: str | None) -> None:
    """Refuses what is no time of day; there need not be one."""
    if time is not None and not _TIME.fullmatch(time):
        raise Refusal(ActivityRefusal.TIME_INVALID, field)


def check_digest(field: str, digest: str) -> None:
    """Refuses what is no SHA-256 in hexadecimal."""
    if not _DIGEST.fullmatch(digest):
        raise Refusal(ActivityRefusal.DIGEST_INVALID, field)


def check_file(size: int, media_type: str) -> None:
    """Refuses a size or media type that no file has here."""
    if not 1 <= size <= MOST_FILE_BYTES:
        raise Refusal(ActivityRefusal.FILE_SIZE_INVALID, "size", most=MOST_FILE_BYTES)
    if not _MEDIA_TYPE.fullmatch(media_type):
        raise Refusal(ActivityRefusal.MEDIA_TYPE_INVALID, "media_type")


def check_attendance(field: str, records: tuple[Attendance, ...]) -> None:
    """Refuses counts that contradict each other, and more than an entry of the ledger holds."""
    named = sum(len(one.attendees) for one in records)
    if len(records) > MOST_RECORDS or named > MOST_ATTENDEES:
        most = MOST_RECORDS if len(records) > MOST_RECORDS else MOST_ATTENDEES
        raise Refusal(ActivityRefusal.TOO_MANY, field, most=most)
    for one in records:
        if not (0 <= one.present <= one.expected and 1 <= one.expected <= MOST_PERSONS):
            raise Refusal(ActivityRefusal.ATTENDANCE_INVALID, field, most=MOST_PERSONS)
        if len({person.subject for person in one.attendees}) < len(one.attendees) or (
            len(one.attendees) > one.present
        ):
            raise Refusal(ActivityRefusal.ATTENDEES_INVALID, field)
        _check_names(field, one)


def _check_names(field: str, record: Attendance) -> None:
    for person in record.attendees:
        values = person.values or {}
        if len(values) > MOST_PERSONAL_VALUES:
            raise Refusal(ActivityRefusal.TOO_MANY, field, most=MOST_PERSONAL_VALUES)
        for value in values.values():
            check_text(field, value, MOST_PERSONAL_VALUE)


def check_url(field: str, url: str | None) -> None:
    """Refuses what is no address of a page; there need not be one."""
    if url is not None and not (_URL.fullmatch(url) and len(url) <= MOST_URL):
        raise Refusal(ActivityRefusal.URL_INVALID, field, most=MOST_URL)
