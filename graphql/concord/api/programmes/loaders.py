"""Programmes by id, and what belongs to them or to those who follow them."""

from concord.api.listing import belonging, rows
from concord.readmodels.programmes import queries

MODEL = "programmes"
PROGRAMME = rows(queries)
CHARTERS = belonging(queries.charters_of)
REFERENCE_LISTS = belonging(queries.reference_lists_of)
ALLIANCES = belonging(queries.alliances_of)
FOLLOWED = belonging(queries.followed_by)
DIRECTIVES = belonging(queries.directives_of)
GUIDANCE = belonging(queries.guidance_of)
