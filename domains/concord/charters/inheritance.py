"""章程继承: an alliance's charter is its programme's, with the parts that the alliance has of its own.

A part is a member of `Charter` (`tiers`, `lead`, `themes`): it is inherited whole or replaced whole, so
that nobody has to guess how two lists would be mixed.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from concord.charters.charter import Charter
from concord.charters.problem import Problem
from concord.commanding import Message

_TOLD = "补充规定: the parts of its programme's charter that an alliance has otherwise; null: as inherited"
_PARTS = {name: hint for name, hint in get_type_hints(Charter).items() if name != "code"}
DROPPABLE = frozenset(one.name for one in msgspec.structs.fields(Charter) if one.default is None)
"""Parts that a charter may be without."""

if TYPE_CHECKING:

    class Overrides(msgspec.Struct, frozen=True, kw_only=True):
        """See below."""

        without: tuple[str, ...] = ()

        def __init__(self, **parts: Any) -> None: ...
        def __getattr__(self, name: str) -> Any: ...
else:
    # Made of Charter's own members: a part that charters learn can be overridden at once.
    Overrides = msgspec.defstruct(
        "Overrides",
        [
            *((name, hint | None, None) for name, hint in _PARTS.items()),
            ("without", tuple[str, ...], ()),
        ],
        frozen=True,
        kw_only=True,
        module=__name__,
        namespace={"__doc__": _TOLD},
    )


def inherit(charter: Charter, overrides: Overrides) -> Charter:
    """The programme's charter as the alliance has it. Build overrides without `override_problems`."""
    own = {name: value for name in _PARTS if (value := getattr(overrides, name)) is not None}
    return msgspec.structs.replace(charter, **own, **dict.fromkeys(overrides.without))


def override_problems(overrides: Overrides) -> Iterator[Problem]:
    """What is wrong with overrides themselves; what they make of a charter, `problems` tells."""
    known = "、".join(sorted(DROPPABLE))
    for index, name in enumerate(overrides.without):
        if name not in DROPPABLE:
            yield Problem(
                f"without[{index}]",
                Message(f"“{name}”不能不要", f"a charter cannot be without “{name}”"),
                Message(f"应为其中之一：{known}", f"one of: {known}"),
            )
        elif getattr(overrides, name) is not None:
            yield Problem(
                f"without[{index}]",
                Message(f"“{name}”既另有规定又不要", f"“{name}” is given and left out at once"),
                Message("应只取其一", "either, not both"),
            )
