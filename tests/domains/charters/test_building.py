"""A charter file is a charter, or every mistake in it at once, with place, reason and what would be right."""

from typing import Any

import msgspec
import pytest

from concord.charters import SHIPPED, AdmissionPath, CharterInvalid, Period, build, read_charter, shipped


def minimal(**values: Any) -> dict[str, Any]:
    """The least that a charter must say."""
    return {
        "code": "least",
        "title": "章程",
        "authority": "党工委",
        "kinds": ["REGIONAL"],
        "tiers": [{"code": "MEMBER", "name": "成员单位"}],
        "admission": {"path": "DIRECT", "tier": "MEMBER"},
        "departure": {"on_limit": "REFUSE"},
        "themes": [{"code": "STUDY", "name": "联学"}],
        "tickets": {"levels": [], "triage_days": 1, "dispatch_days": 1, "silence_days": 7},
        "late_entry_days": 30,
    } | values


def mistakes(data: Any) -> dict[str, str]:
    """Path and Chinese sentence of every mistake."""
    with pytest.raises(CharterInvalid) as caught:
        build(data)
    for problem in caught.value.problems:
        assert problem.reason.en
        assert problem.right.en
    return {problem.path: problem.sentence("zh") for problem in caught.value.problems}


def test_the_least_charter_is_one() -> None:
    charter = build(minimal())
    assert charter.admission.path is AdmissionPath.DIRECT
    assert charter.chair is None


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_charter_is_valid_and_survives_json(code: str) -> None:
    charter = shipped(code)
    assert charter.code == code
    assert build(msgspec.json.decode(msgspec.json.encode(charter))) == charter


def test_only_five_charters_are_shipped() -> None:
    with pytest.raises(KeyError):
        shipped("../secrets")


def test_every_mistake_of_shape_is_told_at_once() -> None:
    data = minimal(
        tiers=[{"code": "X", "name": 5, "maximum": "7", "may_chair": 1}], chair="yes", colour="red"
    )
    del data["title"]
    assert mistakes(data) == {
        "title": "title：缺少这一项，应为文字",
        "colour": mistakes(data)["colour"],
        "tiers[0].name": "tiers[0].name：填写的是 5，应为文字",
        "tiers[0].maximum": "tiers[0].maximum：填写的是 '7'，应为整数",
        "tiers[0].may_chair": "tiers[0].may_chair：填写的是 1，应为 true 或 false",
        "chair": "chair：填写的是 'yes'，应为一组键和值",
    }


def test_an_unknown_value_is_answered_with_those_that_exist() -> None:
    found = mistakes(minimal(departure={"on_limit": "FORGIVE"}))
    assert found == {
        "departure.on_limit": "departure.on_limit：填写的是 'FORGIVE'，应为其中之一：REFUSE、RECORD_BREACH"
    }


def test_what_is_no_table_is_no_charter() -> None:
    assert mistakes("江海红湾") == {"": "章程：填写的是 '江海红湾'，应为一组键和值"}


def test_what_is_no_toml_is_no_charter() -> None:
    with pytest.raises(CharterInvalid):
        read_charter("code = ")


ROTATION = {"title": "执行会长单位", "period": "QUARTER", "basis": "FIXED_ORDER"}
CHAIRING = [{"code": "MEMBER", "name": "会长单位", "may_chair": True}]
LEVEL = {"level": "ON_SITE", "name": "现场办公", "accept_days": 1, "resolve_days": 3}


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"title": " "}, "title"),
        ({"authority": "党" * 201}, "authority"),
        ({"code": "江海"}, "code"),
        ({"tiers": [{"code": "MEMBER", "name": "甲", "minimum": 5, "maximum": 4}]}, "tiers[0].maximum"),
        ({"tiers": [{"code": "MEMBER", "name": "甲", "minimum": -1}]}, "tiers[0].minimum"),
        ({"tiers": [{"code": "MEMBER", "name": "甲", "maximum": 0}]}, "tiers[0].maximum"),
        ({"tiers": [{"code": "MEMBER", "name": "甲"}, {"code": "MEMBER", "name": "乙"}]}, "tiers[1].code"),
        ({"tiers": [{"code": "MEMBER", "name": "甲", "lead_unit": True}]}, "tiers[0].maximum"),
        ({"themes": [{"code": "A B", "name": "联学"}]}, "themes[0].code"),
        ({"admission": {"path": "DIRECT", "tier": "GUEST"}}, "admission.tier"),
        ({"departure": {"on_limit": "RECORD_BREACH"}}, "departure.days_to_cure"),
        ({"departure": {"on_limit": "REFUSE", "days_to_cure": 5}}, "departure.days_to_cure"),
        ({"chair": ROTATION}, "chair"),
        ({"tiers": CHAIRING, "chair": ROTATION | {"period": "PER_ACTIVITY"}}, "chair.period"),
        ({"tiers": CHAIRING, "chair": ROTATION | {"title": ""}}, "chair.title"),
        ({"tiers": CHAIRING, "chair": ROTATION | {"order": ["91"]}}, "chair.order[0]"),
        ({"lead": ROTATION | {"period": "PHASE"}}, "lead.period"),
        ({"lead": ROTATION | {"alternatives": ["PHASE"]}}, "lead.alternatives[0]"),
        (
            {"meetings": [{"code": "M", "name": "会", "period": "PHASE", "convener": "CHAIR"}]},
            "meetings[0].period",
        ),
        (
            {"meetings": [{"code": "M", "name": "会", "period": "YEAR", "times": 0, "convener": "CHAIR"}]},
            "meetings[0].times",
        ),
        ({"reports": [{"period": "PHASE", "to": "党工委", "days": 5}]}, "reports[0].period"),
        ({"reports": [{"period": "YEAR", "to": "党工委", "days": -1}]}, "reports[0].days"),
        ({"late_entry_days": -1}, "late_entry_days"),
        ({"evidence_minimum": -1}, "evidence_minimum"),
        ({"projects": {"minimum": 2, "maximum": 1}}, "projects.maximum"),
        (
            {"tickets": {"levels": [LEVEL, LEVEL], "triage_days": 1, "dispatch_days": 1, "silence_days": 1}},
            "tickets.levels[1].level",
        ),
        (
            {"tickets": {"levels": [], "triage_days": -1, "dispatch_days": 1, "silence_days": 1}},
            "tickets.triage_days",
        ),
        (
            {
                "groups": [
                    {"code": "G", "name": "组", "kind": "TEAM", "deputies_minimum": 2, "deputies_maximum": 1}
                ]
            },
            "groups[0].deputies_maximum",
        ),
        ({"needs": {"claim_days": -1, "complete_days": 30}}, "needs.claim_days"),
        ({"needs": {"claim_days": 5, "complete_days": -1}}, "needs.complete_days"),
        ({"phases": [{"code": "P", "name": "段", "first_month": 5, "last_month": 4}]}, "phases[0]"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_its_place(values: dict[str, Any], path: str) -> None:
    assert set(mistakes(minimal(**values))) == {path}


def test_a_charter_without_tiers_admits_nobody() -> None:
    assert set(mistakes(minimal(tiers=[]))) == {"tiers", "admission.tier"}


def test_overlapping_phases_are_told() -> None:
    phases = [
        {"code": "A", "name": "一", "first_month": 1, "last_month": 6},
        {"code": "B", "name": "二", "first_month": 6, "last_month": 12},
    ]
    assert set(mistakes(minimal(phases=phases))) == {"phases[1]"}


def test_the_five_charters_say_what_their_documents_say() -> None:
    jianghai, jiguan, yangdu, dongfanghong, yili = map(shipped, SHIPPED)
    x = jianghai.tier("X")
    assert x is not None
    assert (x.minimum, x.maximum, x.may_chair) == (5, 7, True)
    assert [theme.name for theme in jianghai.themes] == [
        "党员人才共管",
        "党建阵地共享",
        "联盟活动共办",
        "安全生产共抓",
        "区域发展共谋",
    ]
    assert jiguan.admission.exclusive
    assert jiguan.admission.path is AdmissionPath.CONSULTATION
    assert jiguan.lead is not None
    assert {jiguan.lead.period, *jiguan.lead.alternatives} == {Period.PER_ACTIVITY, Period.QUARTER}
    assert len(jiguan.themes) == 6
    assert yangdu.admission.without_party_organization
    assert [len(yangdu.kinds), len(yangdu.themes)] == [3, 5]
    assert [(tier.minimum, tier.maximum) for tier in dongfanghong.tiers[:2]] == [(1, 1), (2, 2)]
    assert len(dongfanghong.tickets.levels) == 3
    assert yili.chair is not None
    assert yili.chair.period is Period.YEAR
    assert len(yili.themes) == 10


def test_obligations_name_themes_and_periods_that_there_are() -> None:
    quota = {"code": "1", "name": " ", "period": "PHASE", "times": 0, "theme": "OTHER"}
    wrong = {"activities": [quota], "handover_days": 0, "idle_months": 0, "agreement": "", "plan_month": 13}
    assert set(mistakes(minimal(obligations=wrong))) == {
        "obligations.activities[0].code",
        "obligations.activities[0].name",
        "obligations.activities[0].period",
        "obligations.activities[0].times",
        "obligations.activities[0].theme",
        "obligations.handover_days",
        "obligations.idle_months",
        "obligations.agreement",
        "obligations.plan_month",
    }
