"""A Chinese reader gets Chinese sentences, also of what the library finds wrong."""

import re
from dataclasses import replace

import pytest
from asking import Asker, Door

from concord.api.translating import chinese
from concord.tenancy import Tenant

ENGLISH = re.compile(
    r"\b(cannot|must|unknown|expected|found|value|field|type|argument|required|syntax)\b", re.I
)
GOOD = {"name": "甲", "creditCode": "x", "kind": "ORGAN"}
JSON = {"content-type": "application/json"}
GIVEN = "($i: OrganizationRegisterInput!)"
REGISTER = f"mutation {GIVEN} {{ organizationRegister(input: $i) {{ position }} }}"


@pytest.mark.parametrize(
    ("document", "variables", "expected"),
    [
        ("{ nothing }", {}, "类型 Query 没有字段 nothing"),
        ("{ me }", {}, "须列出要取的子字段"),
        ("{ me { role { x } } }", {}, "没有子字段"),
        ("{ ledger { entry { type } } }", {}, "缺少必填参数"),
        ("{ alliance(number: 1, id: 2) { id } }", {}, "没有参数 number"),
        ("{ alliance(id: {}) { id } }", {}, "应为 id"),
        ("{ ledger { entry(position: -1) { type } } }", {}, "台账序号应为"),
        ('{ ledger { entry(position: "x") { type } } }', {}, "台账序号应为"),
        ("{ alliances(first: true) { totalCount } }", {}, "应为整数"),
        ("{ alliances(first: 1, filter: {kinds: [X]}) { totalCount } }", {}, "没有取值"),
        ("{ alliances(first: 1, filter: {nothing: 1}) { totalCount } }", {}, "没有成员 nothing"),
        ('{ duties(allianceId: "x", on: "2026-13-01") { code } }', {}, "日期应写作"),
        ("{ me { role }", {}, "语法错误"),
        ("query ($x: Nothing) { node(id: $x) { id } }", {}, "没有类型 Nothing"),
        ("query ($x: Int) { me { role } }", {}, "没有用到"),
        ("{ me { ...f } }", {}, "没有片段 f"),
        ("{ me @nothing { role } }", {}, "没有指令"),
        ("query a { me { role } } query a { me { role } }", {}, "操作名 a 重复"),
        (REGISTER, {}, "必须给出"),
        (REGISTER, {"i": {"name": "甲"}}, "缺少必填成员"),
        (REGISTER, {"i": {"name": "甲", "creditCode": 7, "kind": "ORGAN"}}, "应为文字"),
        (REGISTER, {"i": {"name": "甲", "creditCode": "x", "kind": "KING"}}, "没有取值"),
        (
            REGISTER,
            {"i": {"name": "甲", "creditCode": "x", "kind": "ORGAN", "commandId": "7"}},
            "UUID 应写作",
        ),
        (
            REGISTER,
            {"i": {"name": "甲", "creditCode": "x", "kind": "ORGAN", "occurredOn": "7"}},
            "日期应写作",
        ),
    ],
)
async def test_a_mistake_in_a_document_is_told_in_chinese(
    api: Door, tenant: Tenant, document: str, variables: dict, expected: str
):
    asker = replace(api.enter(tenant), language="zh")
    answer = await asker.ask(document, **variables)
    assert answer.codes[0] == "BAD_USER_INPUT", answer
    assert expected in answer.errors[0]["message"]
    assert not ENGLISH.search(answer.errors[0]["message"]), answer.errors[0]["message"]


@pytest.mark.parametrize(
    ("headers", "content", "expected"),
    [
        ({"content-type": "text/plain"}, b"{}", "不支持这种内容类型"),
        (JSON, b"{", "不是有效的 JSON"),
        (JSON, b"{}", "没有可执行的操作"),
        (JSON, b'{"query": 7}', "query 应为文字"),
        (
            JSON,
            b'{"query": "{me{role}}", "variables": 7}',
            "variables 应为对象",
        ),
        (
            JSON,
            b'{"query": "subscription { ledgerEntries { position } }"}',
            "订阅须使用 WebSocket",
        ),
    ],
)
async def test_what_is_no_request_is_told_in_chinese(
    api: Door, tenant: Tenant, headers: dict, content: bytes, expected: str
):
    asker: Asker = replace(api.enter(tenant), language="zh")
    answer = await api.http.post("/graphql", content=content, headers={**asker.headers, **headers})
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert expected in error["message"]
    assert not ENGLISH.search(error["message"].replace("Content-Type", "")), error["message"]


def test_a_sentence_that_is_not_known_is_given_as_it_is():
    assert chinese("Something new.") == "Something new."


def test_a_long_sentence_costs_no_time():
    assert chinese("Unknown argument '" * 100_000) == "Unknown argument '" * 100_000
