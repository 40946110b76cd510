"""The people of organizations, and who answers for them."""

from concord.api.listing import belonging
from concord.readmodels.people import queries

SUPERVISION = belonging(queries.supervision_of)
APPOINTMENTS = belonging(queries.appointments_of)
FLOATING_MEMBERS = belonging(queries.floating_members_of)
PLEDGES = belonging(queries.pledges_of)
