"""What one context states on the ground of others, from raw entries alone."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from concord.eventstore.entry import Entry
from concord.figures import DEFINITIONS, Figure, Scope


def check_bases(entries: list[Entry]) -> None:
    """Money goes out on a resolution about the fund, a grant of the fund or final results of its alliance."""
    alliances, passed, final = dict[str, str](), dict[str, Any](), set[str]()
    grants: dict[str, Any] = {}
    for entry in entries:
        stream, data = entry.members["stream"], entry.data
        alliances.setdefault(stream, data.get("alliance", ""))
        match entry.type.partition(".")[2]:
            case "ResolutionPassed":
                passed[data["resolution"]] = stream, data["kind"], data["subject"]
            case "ResultsFinalized":
                final.add(stream)
            case "GrantApproved" | "PaymentMade" as name:
                record, basis = data["basis"]["record"], data["basis"]
                if basis["kind"] == "RESOLUTION":
                    assert passed[basis["resolution"]] == (record, "FUNDS", stream), basis
                    assert alliances[record] == alliances[stream]
                elif basis["kind"] == "RESULT":
                    assert record in final
                    assert alliances[record] == alliances[stream]
                else:
                    assert grants[record] == (stream, data["recipient"], data["item"]), basis
                if name == "GrantApproved":
                    grants[data["grant"]] = stream, data["recipient"], data["item"]


def check_reports(entries: list[Entry]) -> None:
    """The figures are those of the ledger as it stood right before the report was submitted."""
    drafted: dict[str, Scope] = {}
    for entry in entries:
        stream, data = entry.members["stream"], entry.data
        if entry.type == "reports.ReportDrafted":
            days = [date.fromisoformat(data[name]) for name in ("starts_on", "ends_on")]
            drafted[stream] = Scope(*days, UUID(data["alliance"]))
        elif entry.type == "reports.ReportSubmitted":
            definition = DEFINITIONS[data["definition"]]
            tally = definition.begin(drafted[stream])
            for one in entries[: entry.position - 1]:
                if one.type in definition.types:
                    tally.take(one)
            assert data["position"] < entry.position
            assert msgspec.convert(data["figures"], tuple[Figure, ...]) == tally.figures()
