"""How honours are asked for."""

from concord.api.honours.filter import HonourFilterInput
from concord.api.honours.loaders import HONOUR, MODEL
from concord.api.honours.types import Honour
from concord.api.listing import listing, seen, single
from concord.api.sight import Record
from concord.readmodels.honours import queries

FIELDS = (
    listing("honours", "荣誉", Honour, HonourFilterInput, queries, MODEL, seen(Record.NOMINATION)),
    single("honour", "荣誉", Honour, HONOUR, MODEL),
)
