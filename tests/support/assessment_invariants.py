"""What must hold of schemes and assessments, from raw entries alone."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from concord.eventstore.entry import Entry

SCORED = ("IndicatorScored", "ScoreCorrected")


def check_assessment(story: list[Entry]) -> None:
    """A score lies in its indicator's range, and its correction names what it replaces; what is final changes
    only by an objection; totals are the sum of the scores, not above the cap of a veto; stars are theirs."""
    opened = story[0].data
    given: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    vetoes: dict[str, set[str]] = defaultdict(set)
    final, results = False, list[Any]()
    for entry in story:
        name, data = entry.type.partition(".")[2], entry.data
        if name in SCORED:
            _check_score(opened, data)
            if name == "ScoreCorrected":
                assert given[data["organization"]][data["indicator"]] == (data["previous"], data["corrects"])
                assert data["reason"]
            given[data["organization"]][data["indicator"]] = data["score"], entry.members["version"]
        elif name == "VetoApplied":
            vetoes[data["organization"]].add(data["indicator"])
        elif name == "ObjectionDecided" and data["upheld"]:
            if data["score"] is None:
                vetoes[data["organization"]].remove(data["indicator"])
            else:
                _check_score(opened, data)
                given[data["organization"]][data["indicator"]] = data["score"], entry.members["version"]
        assert not (final and name in (*SCORED, "VetoApplied", "SelfReportFiled", "ResultsFinalized")), name
        final = final or name == "ResultsFinalized"
        results = data.get("results") or results
        for one in data.get("results", ()):
            scores = {code: Decimal(score) for code, (score, _) in given[one["organization"]].items()}
            assert Decimal(one["total"]) == _total(opened, scores, vetoes[one["organization"]]), one
        if name == "StarsAwarded":
            awarded = {one["organization"]: one["stars"] for one in data["awards"]}
            for one in results:
                assert awarded.get(one["organization"], 0) == _stars(opened, Decimal(one["total"]))


def _check_score(opened: dict[str, Any], data: dict[str, Any]) -> None:
    (found,) = [one for one in opened["indicators"] if one["code"] == data["indicator"]]
    assert found["kind"] != "VETO"
    assert Decimal(found["minimum"]) <= Decimal(data["score"]) <= Decimal(found["maximum"]), data


def _total(opened: dict[str, Any], scores: dict[str, Decimal], vetoes: set[str]) -> Decimal:
    total, caps = Decimal(0), list[Decimal]()
    for one in opened["indicators"]:
        signed = -1 if one["kind"] == "DEDUCTION" else 1
        total += signed * Decimal(one["weight"]) * scores.get(one["code"], 0)
        if one["code"] in vetoes:
            caps.append(Decimal(one["cap"]))
    return min([max(total, Decimal(0)), *caps])


def _stars(opened: dict[str, Any], total: Decimal) -> int:
    reached = [one["stars"] for one in opened["stars"] if total >= Decimal(one["minimum"])]
    return max(reached, default=0)


def check_schemes(entries: list[Entry]) -> None:
    """A period is assessed by the edition in force on its first day, among those known when it was opened."""
    editions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        data = entry.data
        if entry.type == "assessments.SchemePublished":
            editions[entry.members["stream"]].append(data)
        elif entry.type == "assessments.PeriodOpened":
            begun = [e for e in editions[data["scheme"]] if e["effective_from"] <= data["starts_on"]]
            latest = max(begun, key=lambda one: one["effective_from"])
            for copied in ("edition", "indicators", "stars"):
                assert data[copied] == latest[copied], copied
