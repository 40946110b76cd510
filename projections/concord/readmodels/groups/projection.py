"""How events change groups, pairings and agreements."""

from typing import Any

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Reads, Row, Rows, own
from concord.readmodels.entries import digest, digests, subject
from concord.readmodels.groups.tables import AGREEMENT, GROUP, LEADER, MEMBER, PAIRING, PERSON


def _of(entry: Entry, *columns: str) -> Row:
    """The alliance, the position, and these members of the event as they are."""
    row: Row = {column: entry.data[column] for column in columns}
    return row | {"alliance": entry.members["stream"], "position": entry.position}


def _in_group(entry: Entry, *columns: str) -> Row:
    return _of(entry, *columns) | {"group_id": entry.data["group"]}


def _formed(rows: Rows, entry: Entry) -> None:
    rows.put(GROUP, _of(entry, "code", "kind", "name", "formed_on") | {"id": entry.data["group"]})


def _leadership_set(rows: Rows, entry: Entry) -> None:
    stream, group = entry.members["stream"], entry.data["group"]
    for former in rows.below(LEADER, stream, group):
        rows.remove(LEADER, stream, group, former["place"])
    everybody = [(False, one) for one in entry.data["leaders"]]
    everybody += [(True, one) for one in entry.data["deputies"]]
    for place, (deputy, one) in enumerate(everybody):
        person = {"subject": subject(one["person"]), "digests": digests(one["person"])}
        standing = {"place": place, "deputy": deputy, "organization": one["organization"]}
        rows.put(LEADER, _in_group(entry, "set_on") | person | standing)


def _leadership_reads(entry: Entry) -> Reads:
    return ((LEADER, (entry.members["stream"], entry.data["group"])),)


def _member_grouped(rows: Rows, entry: Entry) -> None:
    rows.put(MEMBER, _in_group(entry, "organization", "grouped_on"))


def _member_ungrouped(rows: Rows, entry: Entry) -> None:
    rows.remove(MEMBER, entry.members["stream"], entry.data["group"], entry.data["organization"])


def _person_grouped(rows: Rows, entry: Entry) -> None:
    person = entry.data["person"]
    known = {"subject": subject(person), "digests": digests(person)}
    rows.put(PERSON, _in_group(entry, "organization", "duty", "grouped_on") | known)


def _person_ungrouped(rows: Rows, entry: Entry) -> None:
    rows.remove(PERSON, entry.members["stream"], entry.data["group"], entry.data["subject"])


def _group_dissolved(rows: Rows, entry: Entry) -> None:
    data = entry.data
    values = {"dissolved_on": data["dissolved_on"], "reason": digest(data["reason"])}
    _change(rows, entry, GROUP, data["group"], values)


def _group_reads(entry: Entry) -> Reads:
    return ((GROUP, (entry.members["stream"], entry.data["group"])),)


def _paired(rows: Rows, entry: Entry) -> None:
    row = _of(entry, "organization", "partner", "scheme", "formed_on")
    rows.put(PAIRING, row | {"id": entry.data["pairing"], "aim": digest(entry.data["aim"])})


def _pairing_ended(rows: Rows, entry: Entry) -> None:
    data = entry.data
    values = {"ended_on": data["ended_on"], "reason": digest(data["reason"])}
    _change(rows, entry, PAIRING, data["pairing"], values)


def _pairing_reads(entry: Entry) -> Reads:
    return ((PAIRING, (entry.members["stream"], entry.data["pairing"])),)


def _signed(rows: Rows, entry: Entry) -> None:
    row = _of(entry, "organization", "title", "year", "signed_on", "document")
    rows.put(AGREEMENT, row | {"id": entry.data["agreement"]})


def _departed(rows: Rows, entry: Entry) -> None:
    """Who leaves the alliance leaves its groups, and its pairings end."""
    stream, organization = entry.members["stream"], entry.data["organization"]
    day = entry.data.get("left_on") or entry.data["removed_on"]
    for member in rows.below(MEMBER, stream):
        if member["organization"] == organization:
            rows.remove(MEMBER, stream, member["group_id"], organization)
    for pairing in rows.below(PAIRING, stream):
        if pairing["organization"] == organization and pairing["ended_on"] is None:
            _change(rows, entry, PAIRING, pairing["id"], {"ended_on": day})


def _dissolved(rows: Rows, entry: Entry) -> None:
    stream, day = entry.members["stream"], entry.data["dissolved_on"]
    for group in rows.below(GROUP, stream):
        if group["dissolved_on"] is None:
            _change(rows, entry, GROUP, group["id"], {"dissolved_on": day})
    for pairing in rows.below(PAIRING, stream):
        if pairing["ended_on"] is None:
            _change(rows, entry, PAIRING, pairing["id"], {"ended_on": day})


def _change(rows: Rows, entry: Entry, table: Any, key: str, values: Row) -> None:
    rows.change(table, entry.members["stream"], key).update(values, position=entry.position)


READ_MODEL = ReadModel(
    name="groups",
    version=1,
    tables=(GROUP, LEADER, MEMBER, PERSON, PAIRING, AGREEMENT),
    handles={
        "alliances.GroupFormed": Handler(_formed),
        "alliances.GroupLeadershipSet": Handler(_leadership_set, _leadership_reads),
        "alliances.MemberGrouped": Handler(_member_grouped),
        "alliances.MemberUngrouped": Handler(_member_ungrouped),
        "alliances.PersonGrouped": Handler(_person_grouped),
        "alliances.PersonUngrouped": Handler(_person_ungrouped),
        "alliances.GroupDissolved": Handler(_group_dissolved, _group_reads),
        "alliances.PairingFormed": Handler(_paired),
        "alliances.PairingEnded": Handler(_pairing_ended, _pairing_reads),
        "alliances.AgreementSigned": Handler(_signed),
        "alliances.MemberLeft": Handler(_departed, own(MEMBER, PAIRING)),
        "alliances.MemberRemoved": Handler(_departed, own(MEMBER, PAIRING)),
        "alliances.AllianceDissolved": Handler(_dissolved, own(GROUP, PAIRING)),
    },
)
