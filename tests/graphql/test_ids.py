"""Ids of objects: what is none says so, and where to get one."""

import pytest

from concord.api.errors import ApiError
from concord.api.ids import decode, encode

KEY = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    "value", ["", "x", "中文", KEY, encode("Ticket", KEY), encode("Alliance", "no-uuid")]
)
def test_what_is_no_id_of_the_type_is_refused_and_says_where_to_get_one(value):
    with pytest.raises(ApiError) as refused:
        decode("Alliance", value, "allianceId")

    assert refused.value.sentence("zh") == "allianceId 不是 Alliance 的 id：请使用查询结果中 id 字段的值"
    assert refused.value.sentence("en").startswith("allianceId is not an id of type Alliance")
