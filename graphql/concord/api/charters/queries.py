"""`shippedCharters`."""

from concord.api.charters.loaders import shipped_charters
from concord.api.charters.types import CharterType
from concord.api.fields import resolved

FIELDS = (
    resolved(
        shipped_charters,
        "自带章程: those of the five source documents, ready to be adopted",
        list[CharterType],
        name="shippedCharters",
    ),
)
