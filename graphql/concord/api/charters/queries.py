"""`shippedCharters`, and the check of a charter file before it is adopted."""

from typing import Annotated

import strawberry

from concord.api.charters.loaders import checked, shipped_charters
from concord.api.charters.types import CharterType
from concord.api.fields import derived, field, given, resolved
from concord.charters import Problem

MOST_TEXT = 50_000


@strawberry.type(description="章程问题: one mistake in a charter file")
class CharterProblem:
    """All of them are told at once."""

    path: str = field("位置: as in the file, such as `tiers[0].maximum`; empty for the whole")
    reason: str = derived(
        "问题: what is wrong", lambda source, context: getattr(source.reason, context.language)
    )
    right: str = derived(
        "应当: what would be right", lambda source, context: getattr(source.right, context.language)
    )


@strawberry.input(description="章程文件: TOML, as the shipped charters are written")
class CharterCheckInput:
    """Of `charterProblems`."""

    toml: str = given("文件内容: the whole text", longest=MOST_TEXT, lines=True)


def _problems(
    input: Annotated[CharterCheckInput, strawberry.argument(description="输入: the file")],
) -> list[Problem]:
    return list(checked(input.toml))


FIELDS = (
    resolved(
        shipped_charters,
        "自带章程: those of the five source documents, ready to be adopted",
        list[CharterType],
        name="shippedCharters",
    ),
    resolved(
        _problems,
        "检查章程文件: every mistake with its place and what would be right; none: it can be adopted",
        list[CharterProblem],
        name="charterProblems",
    ),
)
