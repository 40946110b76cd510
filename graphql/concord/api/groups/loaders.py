"""Groups, pairings and agreements of alliances, and what belongs to groups."""

from concord.api.listing import belonging
from concord.readmodels.groups import queries

GROUPS = belonging(queries.groups_of)
LEADERS = belonging(queries.leaders_of)
MEMBERS = belonging(queries.members_of)
PERSONS = belonging(queries.persons_of)
PAIRINGS = belonging(queries.pairings_of)
AGREEMENTS = belonging(queries.agreements_of)
