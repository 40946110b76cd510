"""What a tenant may choose for itself, and what of it is right."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import cache
from importlib.metadata import entry_points

import msgspec

from concord.commanding import TIME_ZONE, CommandRefusal, Message, Refusal, RefusalCode

GROUP = "concord.configuration"
"""Entry points: functions that say which values of a member there are."""
MOST_NAMES = 50
LONGEST_NAME = 50
_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Retention(StrEnum):
    """保管期限 (GB/T 18894, 档案法实施条例): how long closed periods are kept."""

    PERMANENT = "PERMANENT"
    YEARS_30 = "YEARS_30"
    YEARS_10 = "YEARS_10"


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it; what is left out is as it was before anybody chose."""

    charters: tuple[str, ...] = ()
    language: str = "zh"
    resource_lists: tuple[str, ...] = ()
    retention: Retention = Retention.PERMANENT
    themes: tuple[str, ...] = ()
    time_zone: str = TIME_ZONE


class ConfigurationRefusal(RefusalCode):
    """租户配置的拒绝原因: one rule each."""

    CHARTER_UNKNOWN = Message(
        "没有名为 {charter} 的自带章程；可选：{known}", "There is no shipped charter {charter}: {known}"
    )
    LANGUAGE_UNKNOWN = Message("语言须为 zh 或 en", "The language is zh or en")
    TIME_ZONE_UNKNOWN = Message(
        "时区只能是 {only}：全国统一使用北京时间，不能改为 {zone}",
        "The time zone is {only}, China's one legal time: it cannot be {zone}",
    )
    NAME_INVALID = Message(
        "每个名称为 1 到 {longest} 个字，不含控制字符",
        "A name has 1 to {longest} characters, none of control",
    )
    NAME_REPEATED = Message("名称“{name}”重复", "The name {name} is given twice")
    TOO_MANY = Message("一次最多 {most} 个名称", "At most {most} names are listed")
    VERSION_CONFLICT = Message(
        "您看到的是第 {expected} 版，现在已是第 {actual} 版，请刷新后再试",
        "You saw version {expected}, it is now version {actual}: reload and try again",
    )
    OCCURRED_IN_FUTURE = CommandRefusal.OCCURRED_IN_FUTURE.message
    COMMAND_REUSED = Message(
        "这个 commandId 已用于另一项内容不同的操作，请换一个新的",
        "This commandId was used for something else: use a new one",
    )


@cache
def offered(member: str) -> tuple[str, ...]:
    """Values that an installed context knows for a member; empty where nothing is installed for it."""
    found = entry_points(group=GROUP, name=member)
    return tuple(value for point in found for value in point.load()())


def checked(asked: Configuration) -> Configuration:
    """The configuration with its text in NFC. Raises `Refusal`."""
    if asked.language not in ("zh", "en"):
        raise Refusal(ConfigurationRefusal.LANGUAGE_UNKNOWN, "language")
    if asked.time_zone != TIME_ZONE:
        zone = asked.time_zone[:50]
        raise Refusal(ConfigurationRefusal.TIME_ZONE_UNKNOWN, "time_zone", zone=zone, only=TIME_ZONE)
    for charter in asked.charters:
        if charter not in offered("charters"):
            known = ", ".join(offered("charters"))
            raise Refusal(ConfigurationRefusal.CHARTER_UNKNOWN, "charters", charter=charter[:50], known=known)
    return msgspec.structs.replace(
        asked,
        charters=tuple(dict.fromkeys(asked.charters)),
        themes=tuple(_names("themes", asked.themes)),
        resource_lists=tuple(_names("resource_lists", asked.resource_lists)),
    )


def _names(member: str, names: Collection[str]) -> Iterator[str]:
    if len(names) > MOST_NAMES:
        raise Refusal(ConfigurationRefusal.TOO_MANY, member, most=MOST_NAMES)
    seen: set[str] = set()
    for given in names:
        name = unicodedata.normalize("NFC", given).strip()
        if not 1 <= len(name) <= LONGEST_NAME or not _TEXT.fullmatch(name):
            raise Refusal(ConfigurationRefusal.NAME_INVALID, member, longest=LONGEST_NAME)
        if name in seen:
            raise Refusal(ConfigurationRefusal.NAME_REPEATED, member, name=name)
        seen.add(name)
        yield name
