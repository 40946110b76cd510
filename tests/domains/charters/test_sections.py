"""Sections of a charter that rule what members share: mistakes are told, and the five have theirs."""

from typing import Any

import pytest

from concord.charters import SHIPPED, CharterInvalid, build, shipped

LEAST: dict[str, Any] = {
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
}


@pytest.mark.parametrize(
    ("section", "values", "path"),
    [
        ("resources", {"answer_days": -1}, "answer_days"),
        ("resources", {"answer_days": 1, "lists": [{"code": "伙伴", "name": "甲"}]}, "lists[0].code"),
        ("resources", {"answer_days": 1, "lists": [{"code": "A", "name": ""}]}, "lists[0].name"),
        (
            "resources",
            {"answer_days": 1, "venue_classes": ["CLASS_1", "CLASS_1"]},
            "venue_classes[1]",
        ),
        ("funds", {"items": []}, "items"),
        ("funds", {"items": [{"code": "A", "name": ""}]}, "items[0].name"),
        ("funds", {"items": [{"code": "A", "name": "甲", "bases": []}]}, "items[0].bases"),
        (
            "inspections",
            {"hazard_days": -1, "shortcoming_days": 1, "verify_days": 1},
            "hazard_days",
        ),
        (
            "inspections",
            {"hazard_days": 1, "shortcoming_days": 1, "verify_days": 1, "kinds": []},
            "kinds",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(section: str, values: dict[str, Any], path: str) -> None:
    with pytest.raises(CharterInvalid) as caught:
        build({**LEAST, section: values})
    assert [one.path for one in caught.value.problems] == [f"{section}.{path}"]


def test_the_five_charters_share_by_the_lists_of_their_documents() -> None:
    lists = {
        code: [one.name for one in charter.resources.lists]
        for code in SHIPPED
        if (charter := shipped(code)).resources is not None
    }
    assert "红色资源库" in lists["jianghai"]
    assert "党建活动基地" in lists["jiguan"]
    assert lists["yangdu"][:4] == [
        "“伙伴”资源清单",
        "“管家”资源清单",
        "“千里马”资源清单",
        "“蓝海”资源清单",
    ]
    assert "文艺人才库" in lists["yili"]
    dongfanghong = shipped("dongfanghong")
    assert dongfanghong.needs is not None
    assert dongfanghong.resources is not None
    assert len(dongfanghong.resources.venue_classes) == 3


def test_the_five_charters_spend_and_inspect_as_their_documents_say() -> None:
    items = {
        code: [one.name for one in charter.funds.items]
        for code in SHIPPED
        if (charter := shipped(code)).funds is not None
    }
    assert items["jiguan"] == ["以奖代补"]
    assert len(items["dongfanghong"]) == 7
    yangdu, dongfanghong = shipped("yangdu").funds, shipped("dongfanghong").funds
    assert yangdu is not None
    assert yangdu.crowdfunding
    assert dongfanghong is not None
    assert [one.code for one in dongfanghong.items if one.returns_dues] == ["DUES"]
    jianghai = shipped("jianghai").inspections
    assert jianghai is not None
    assert len(jianghai.kinds) == 2
    assert all(shipped(code).inspections for code in SHIPPED)
