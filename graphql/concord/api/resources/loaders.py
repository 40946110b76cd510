"""Resources and bookings by id, and the lists that a resource is on."""

from concord.api.listing import belonging, rows
from concord.readmodels.resources import bookings, queries

MODEL = "resources"
RESOURCE = rows(queries)
BOOKING = rows(bookings)
LISTINGS = belonging(queries.listings_of)
