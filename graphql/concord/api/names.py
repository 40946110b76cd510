"""Names of the schema from names of the code."""

from strawberry.utils.str_converters import to_camel_case


def camel(name: str) -> str:
    """`ticket_raise` → `ticketRaise`."""
    return to_camel_case(name)


def capital(name: str) -> str:
    """`ticketRaise` → `TicketRaise`."""
    return name[:1].upper() + name[1:]


def input_name(field: str | None, input_type: type) -> str | None:
    """The input's member that a command's field came from: `alliance` was given as `allianceId`."""
    if field is None:
        return None
    first, dot, rest = field.partition(".")
    members = input_type.__dataclass_fields__  # type: ignore[attr-defined]
    if first == "id" or (first not in members and f"{first}_id" in members):
        first = first if first in members else f"{first}_id"
    return ".".join(camel(part) for part in f"{first}{dot}{rest}".split("."))
