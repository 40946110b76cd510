"""Charters as data: the same shape to read and to write."""

from concord.api.charters import codes as _codes  # noqa: F401 - the enums' terms
from concord.api.charters.terms import TERMS
from concord.api.structs import StructTypes
from concord.charters import Charter, Overrides

_TYPES = StructTypes("Charter", TERMS)
CharterType = _TYPES.output(Charter)
CharterInput = _TYPES.input(Charter)
OverridesType = _TYPES.output(Overrides)
OverridesInput = _TYPES.input(Overrides)
