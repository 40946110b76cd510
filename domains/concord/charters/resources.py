"""资源共享: what a charter says of what its members share: named lists, classes of venues, bookings."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from concord.charters import checks
from concord.charters.problem import Problem


class ResourceKind(StrEnum):
    """资源类别: what a member opens to others."""

    VENUE = "VENUE"  # 阵地
    EQUIPMENT = "EQUIPMENT"  # 设施设备
    TALENT = "TALENT"  # 师资、专家、人才
    COURSE = "COURSE"  # 课程、教案教材
    SERVICE = "SERVICE"  # 服务
    PROJECT = "PROJECT"  # 项目
    INFORMATION = "INFORMATION"  # 信息


class VenueClass(StrEnum):
    """阵地类别: as accepted on inspection (source 003, 二（四）)."""

    CLASS_1 = "CLASS_1"  # 一类阵地
    CLASS_2 = "CLASS_2"  # 二类阵地
    CLASS_3 = "CLASS_3"  # 三类阵地


class ResourceList(msgspec.Struct, frozen=True, kw_only=True):
    """资源清单: one named list (伙伴、管家、千里马、蓝海, 专家库、文艺人才库)."""

    code: str
    name: str
    kinds: tuple[ResourceKind, ...] = ()
    """Kinds of resource that belong on it; empty: any."""


class ResourceRules(msgspec.Struct, frozen=True, kw_only=True):
    """资源共享: the lists that resources are put on, and how they are lent."""

    lists: tuple[ResourceList, ...] = ()
    venue_classes: tuple[VenueClass, ...] = ()
    """Classes in which venues are accepted; empty: venues are not classed."""
    answer_days: int
    """Working days from the request for a booking to the owner's answer."""

    def named(self, code: str) -> ResourceList | None:
        """The list of that code."""
        return next((one for one in self.lists if one.code == code), None)


def mistakes(rules: ResourceRules) -> Iterator[Problem]:
    """Codes, names and numbers that cannot be."""
    yield from checks.codes("resources.lists", [one.code for one in rules.lists])
    yield from checks.texts({f"resources.lists[{i}].name": one.name for i, one in enumerate(rules.lists)})
    yield from checks.at_least("resources.answer_days", rules.answer_days, 0)
    for index, one in enumerate(rules.venue_classes):
        if one in rules.venue_classes[:index]:
            yield checks.repeated(f"resources.venue_classes[{index}]", one)
