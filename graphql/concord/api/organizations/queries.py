"""How organizations are asked for."""

from concord.api.listing import listing, single
from concord.api.organizations.loaders import MODEL, ORGANIZATION
from concord.api.organizations.types import Organization, OrganizationFilterInput
from concord.readmodels.organizations import queries

FIELDS = (
    listing("organizations", "单位", Organization, OrganizationFilterInput, queries, MODEL),
    single("organization", "单位", Organization, ORGANIZATION, MODEL),
)
