"""Organizations by id."""

from concord.api.listing import rows
from concord.readmodels.organizations import queries

MODEL = "organizations"
ORGANIZATION = rows(queries)
