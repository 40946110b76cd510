"""How alliances are asked for."""

from concord.api.alliances.loaders import ALLIANCE, MODEL
from concord.api.alliances.types import Alliance, AllianceFilterInput
from concord.api.listing import listing, single
from concord.readmodels.alliances import queries

FIELDS = (
    listing("alliances", "联盟", Alliance, AllianceFilterInput, queries, MODEL),
    single("alliance", "联盟", Alliance, ALLIANCE, MODEL),
)
