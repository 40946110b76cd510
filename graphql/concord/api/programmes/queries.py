"""How programmes are asked for."""

from concord.api.listing import listing, single
from concord.api.programmes.loaders import MODEL, PROGRAMME
from concord.api.programmes.types import Programme, ProgrammeFilterInput
from concord.readmodels.programmes import queries

FIELDS = (
    listing("programmes", "实施意见", Programme, ProgrammeFilterInput, queries, MODEL),
    single("programme", "实施意见", Programme, PROGRAMME, MODEL),
)
