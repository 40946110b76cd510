"""How tickets are asked for."""

from concord.api.listing import listing, single
from concord.api.tickets.filter import TicketFilterInput
from concord.api.tickets.loaders import MODEL, TICKET
from concord.api.tickets.types import Ticket
from concord.readmodels.tickets import queries

FIELDS = (
    listing("tickets", "诉求", Ticket, TicketFilterInput, queries, MODEL),
    single("ticket", "诉求", Ticket, TICKET, MODEL),
)
