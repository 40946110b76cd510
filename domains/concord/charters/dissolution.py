"""解散: what must be settled before an alliance ends."""

import msgspec


class Dissolution(msgspec.Struct, frozen=True, kw_only=True):
    """解散条件: what is left out must be settled."""

    open_tickets: bool = False
    """Tickets may still be open: they are withdrawn or closed afterwards."""
    money_left: bool = False
    """Funds may still hold money."""
