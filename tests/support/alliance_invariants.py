"""What must hold of alliances, their projects and whoever left them, from raw entries alone."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from concord.commanding.commander import day_of
from concord.eventstore.entry import Entry


def check_alliance(story: list[Entry]) -> None:
    """Nobody joins twice; tiers keep the limits of the charter in force, or a breach is recorded; terms of
    the chair neither overlap nor leave a gap without a vacancy, and are served by members that may."""
    members: dict[str, str] = {}
    terms: list[list[str]] = []
    vacant = True
    charters: list[tuple[str, dict[str, Any]]] = []
    breaches: dict[str, str] = {}
    left: list[tuple[str, str, str]] = []
    for entry, following in zip(story, [*story[1:], None], strict=True):
        name, data = entry.type.partition(".")[2], entry.data
        match name:
            case "CharterAdopted" | "CharterAmended":
                charters.append((data["effective_on"], data["charter"]))
            case "MemberJoined":
                assert data["organization"] not in members
                members[data["organization"]] = data["tier"]
                assert _within(_tiers(charters, data["joined_on"]), data["tier"], members, "maximum")
            case "MemberLeft" | "MemberRemoved":
                del members[data["organization"]]
                on = data["left_on"] if name == "MemberLeft" else data["removed_on"]
                left.append((entry.members["command"], on, data["tier"]))
            case "TierChanged":
                assert members[data["organization"]] == data["from_tier"]
                members[data["organization"]] = data["to_tier"]
                left.append((entry.members["command"], data["changed_on"], data["from_tier"]))
            case "BreachRecorded":
                breaches[data["breach"]] = data["tier"]
            case "BreachCured":
                del breaches[data["breach"]]
            case "ChairRotated":
                tier = _tiers(charters, data["starts_on"])[members[data["organization"]]]
                assert tier["may_chair"]
                if terms and data["predecessor_ends_on"] and data["predecessor_ends_on"] < terms[-1][1]:
                    assert data["resolution"] or data.get("decision")  # what cuts a term short
                    assert terms[-1][0] <= data["predecessor_ends_on"]
                    terms[-1][1] = data["predecessor_ends_on"]
                assert vacant or data["starts_on"] == _after(terms[-1][1]), (terms, data)
                assert not terms or terms[-1][1] < data["starts_on"]
                terms.append([data["starts_on"], data["ends_on"]])
                vacant = False
            case "ChairVacated":
                vacant = vacant or terms[-1][0] <= data["vacated_on"]
                on = data["vacated_on"]  # a term that begins later stands
                terms = [[start, min(end, _before(on)) if start <= on else end] for start, end in terms]
        if following is None or following.members["command"] != entry.members["command"]:
            for _, on, code in left:
                kept = _within(_tiers(charters, on), code, members, "minimum")
                assert kept or code in breaches.values(), (on, code)
            left = []


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _charter(charters: list[tuple[str, dict[str, Any]]], on: str) -> dict[str, Any]:
    """The charter in force on a day."""
    in_force = [one for one in sorted(charters, key=lambda one: one[0]) if one[0] <= on]
    return (in_force or charters[:1])[-1][1]


def _tiers(charters: list[tuple[str, dict[str, Any]]], on: str) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in _charter(charters, on)["tiers"]}


def _within(tiers: dict[str, dict[str, Any]], code: str, members: dict[str, str], limit: str) -> bool:
    """Whether a tier keeps that limit; one that the charter in force does not know has none."""
    count = Counter(members.values())[code]
    bound = tiers[code][limit] if code in tiers else None
    return bound is None or (count <= bound if limit == "maximum" else count >= bound)


def check_projects(entries: list[Entry]) -> None:
    """Selected by a resolution that was passed about it, each once, within the year's quota."""
    passed, charters, proposed = dict[str, Any](), defaultdict[str, list[Any]](list), dict[str, Any]()
    chosen: dict[tuple[str, int], set[str]] = defaultdict(set)
    for entry in entries:
        stream, data = entry.members["stream"], entry.data
        match entry.type.partition(".")[2]:
            case "ResolutionPassed":
                passed[data["resolution"]] = data
            case "CharterAdopted" | "CharterAmended":
                charters[stream].append((data["effective_on"], data["charter"]))
            case "ProjectProposed":
                proposed[stream] = data
            case "ProjectDropped":
                chosen[proposed[stream]["alliance"], proposed[stream]["year"]].discard(stream)
            case "ProjectSelected":
                resolution = passed[data["resolution"]]
                assert (resolution["kind"], resolution["subject"]) == ("PROJECT", stream)
                alliance, year = proposed[stream]["alliance"], proposed[stream]["year"]
                chosen[alliance, year].add(stream)
                quota = _charter(charters[alliance], resolution["passed_on"])["projects"]
                assert (
                    not quota or quota["maximum"] is None or len(chosen[alliance, year]) <= quota["maximum"]
                )


OF_DEPARTMENTS = {
    "tickets.ProgressNoted",
    "tickets.TicketAccepted",
    "tickets.TicketEvidenceAttached",
    "tickets.TicketResolved",
    "tickets.TicketReturned",
}


def check_departed(entries: list[Entry]) -> None:
    """Who has left acts no more in what belongs to the alliance, unless as the department of a ticket."""
    departments: dict[str, set[str]] = defaultdict(set)
    alliances: dict[str, str] = {}
    stays: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for entry in entries:
        stream, data, today = entry.members["stream"], entry.data, day_of(entry.recorded_at).isoformat()
        if entry.type.startswith("alliances."):
            key = (stream, data.get("organization", ""))
            if entry.type == "alliances.MemberJoined":
                stays[key].append([data["joined_on"], "9999"])
            elif entry.type in ("alliances.MemberLeft", "alliances.MemberRemoved"):
                stays[key][-1][1] = data.get("left_on") or data["removed_on"]
            continue
        alliances.setdefault(stream, data.get("alliance", ""))
        departments[stream].add(data.get("department") or "")
        if entry.members["organization"] in departments[stream] and entry.type in OF_DEPARTMENTS:
            continue
        known = [one for one in stays[alliances[stream], entry.members["organization"]] if one[0] <= today]
        assert not known or any(today < until for _, until in known), (entry.type, today)
