"""Coverage on the scope's last day: who is a member, by kind of alliance and by area."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from concord.figures.figure import Figure, Scope

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry

PROFILE = ("party_form", "party_members", "affiliated_enterprises", "area")


class Alliance:
    """联盟: when it is in being, and who belongs to it when."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.approved_on: str | None = None
        self.dissolved_on: str | None = None
        self.stays: list[tuple[str, str]] = []
        """(organization, joined on) of those not left yet, and of those that left after the last day."""

    def exists(self, day: str) -> bool:
        """Whether it is in being on that day."""
        begun = self.approved_on is not None and self.approved_on <= day
        return begun and (self.dissolved_on is None or day < self.dissolved_on)


class Coverage:
    """覆盖面."""

    TYPES: ClassVar[tuple[str, ...]] = (
        "organizations.OrganizationRegistered",
        "organizations.ProfileUpdated",
        "alliances.AllianceProposed",
        "alliances.AllianceApproved",
        "alliances.MemberJoined",
        "alliances.MemberLeft",
        "alliances.MemberRemoved",
        "alliances.AllianceDissolved",
    )

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._day = scope.last.isoformat()
        self._profiles: dict[str, dict[str, Any]] = {}
        self._alliances: dict[str, Alliance] = {}

    def take(self, entry: "Entry") -> None:
        """The next entry."""
        if entry.type.startswith("organizations."):
            self._take_profile(entry)
        else:
            self._take_alliance(entry)

    def figures(self) -> Iterator[Figure]:
        """Of each kind and area, and of everything; an organization counts once in each."""
        members: dict[tuple[str, str], set[str]] = {}
        alliances: dict[str, int] = {}
        for one in self._alliances.values():
            if not one.exists(self._day):
                continue
            present = {organization for organization, joined_on in one.stays if joined_on <= self._day}
            for kind in (one.kind, ""):
                alliances[kind] = alliances.get(kind, 0) + 1
                members.setdefault(("kind", kind), set()).update(present)
            for organization in present:
                area = self._profiles[organization]["area"]
                if area:
                    members.setdefault(("area", area), set()).add(organization)
        for kind, number in alliances.items():
            yield Figure("coverage.kind.alliances", kind, Decimal(number))
        for (dimension, of), organizations in members.items():
            yield from self._covered(f"coverage.{dimension}", of, organizations)

    def _covered(self, code: str, of: str, organizations: Iterable[str]) -> Iterator[Figure]:
        profiles = [self._profiles[one] for one in organizations]
        without = sum(one["party_form"] == "NONE" for one in profiles)
        for name, value in (
            ("organizations", len(profiles)),
            ("party_organizations", len(profiles) - without),
            ("without_party_organization", without),
            ("party_members", sum(one["party_members"] for one in profiles)),
            ("affiliated_enterprises", sum(one["affiliated_enterprises"] for one in profiles)),
        ):
            yield Figure(f"{code}.{name}", of, Decimal(value))

    def _take_profile(self, entry: "Entry") -> None:
        """The last profile that was so on the day; of one registered later, its first."""
        stream = entry.members["stream"]
        if stream not in self._profiles or entry.members["occurred_on"] <= self._day:
            self._profiles[stream] = {name: entry.data[name] for name in PROFILE}

    def _take_alliance(self, entry: "Entry") -> None:
        stream, data = entry.members["stream"], entry.data
        if not self._scope.concerns(stream):
            return
        match entry.type.partition(".")[2]:
            case "AllianceProposed":
                self._alliances[stream] = Alliance(data["kind"])
            case "AllianceApproved":
                self._alliances[stream].approved_on = data["approved_on"]
            case "AllianceDissolved":
                self._alliances[stream].dissolved_on = data["dissolved_on"]
            case "MemberJoined":
                self._alliances[stream].stays.append((data["organization"], data["joined_on"]))
            case "MemberLeft":
                self._leave(stream, data["organization"], data["left_on"])
            case "MemberRemoved":
                self._leave(stream, data["organization"], data["removed_on"])

    def _leave(self, alliance: str, organization: str, left_on: str) -> None:
        """`left_on` is the first day on which it is no member."""
        if left_on <= self._day:
            stays = self._alliances[alliance].stays
            self._alliances[alliance].stays = [one for one in stays if one[0] != organization]
