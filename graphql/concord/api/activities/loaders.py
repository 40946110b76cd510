"""Activities by id, and what belongs to them."""

from concord.api.listing import belonging, rows
from concord.readmodels.activities import queries

MODEL = "activities"
ACTIVITY = rows(queries)
ATTENDANCE = belonging(queries.attendance_of)
CORRECTIONS = belonging(queries.corrections_of)
VOLUNTEERING = belonging(queries.volunteering_of)
PUBLICITY = belonging(queries.publicity_of)
