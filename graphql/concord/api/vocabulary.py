"""The human ledger's words: every Chinese term that the schema and the events state anyway, by what an entry
calls it. So a new context is told in Chinese as soon as its events, types and enums have their terms."""

import types
import typing
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

import msgspec
from graphql import GraphQLInputObjectType, GraphQLObjectType

from concord.api.names import camel
from concord.api.schema import build_schema
from concord.book import Vocabulary
from concord.commanding.commander import contexts
from concord.contract.ledger import RECORDED
from concord.eventstore.mapper import EventType, Mapper

TERMS: Mapping[str, str] = {
    "actor": "办理人",
    "application": "入盟申请",
    "awards": "星级",
    "basis": "依据",
    "breach": "名额不符",
    "by_claimant": "由认领单位提出",
    "by_owner": "由所属单位提出",
    "by_programme": "由实施意见修订",
    "by_silence": "默认确认",
    "cause": "空缺原因",
    "changed_on": "调整日期",
    "confirmed_by": "确认人",
    "contribution": "入账编号",
    "corrects": "更正的版本",
    "count": "现有数",
    "due_on": "本环节期限",
    "edition": "版次",
    "filed_by": "填报单位",
    "finding": "问题编号",
    "first": "起始序号",
    "format": "格式",
    "former": "原联盟",
    "former_origin": "原台账标识",
    "former_root": "原根哈希",
    "former_size": "原条数",
    "freed_on": "释放日期",
    "from_level": "原级别",
    "from_tier": "原层级",
    "grant": "补助编号",
    "indicator": "指标",
    "judged_on": "认定日期",
    "last": "截止序号",
    "level": "级别",
    "limit": "限数",
    "next_due_on": "下一环节期限",
    "nominated_by": "提名单位",
    "of_dues": "党费返还",
    "organization": "单位",
    "organizations": "单位",
    "passed_over": "顺延单位",
    "position": "台账序号",
    "predecessor": "前任单位",
    "predecessor_ends_on": "前任任期止",
    "previous": "原值",
    "projection": "读模型",
    "proposers": "发起单位",
    "raised_by": "提出单位",
    "reason": "事由",
    "record": "依据编号",
    "rectified_by": "报整改人",
    "reference_list": "参考清单",
    "removed_file": "移除的文件",
    "removed_on": "除名日期",
    "reserved_on": "占用日期",
    "resolution": "依据文件",
    "resource": "共享资源",
    "results": "考核结果",
    "round": "轮数",
    "sha256": "文件哈希（SHA-256）",
    "slot": "时段",
    "step": "环节",
    "submission": "报送次数",
    "submitted_by": "报送人",
    "successor": "继任单位",
    "term_starts_on": "任期起",
    "theme": "主题",
    "tier": "层级",
    "to_level": "现级别",
    "to_tier": "现层级",
    "StarAward.stars": "星级",
    "activities.ActivityLogged.organizations": "参加单位数",
    "ledger.OriginBegun.origin": "新台账标识",
    "ledger.OriginBegun.present": "留存至序号",
}
"""Terms that the schema lacks, or has for something else: of a member anywhere, or of one shape's member."""

ENDINGS: Mapping[str, str] = {"_on": "日期", "_at": "时间"}
"""Terms of members that nothing else names, by how their names end."""


class Told(NamedTuple):
    """One field of the schema that has a term."""

    context: str
    """Package below `concord.api` that declares its type."""
    type_name: str
    is_input: bool
    term: str


def vocabulary() -> Vocabulary:
    """The words of every installed context."""
    installed = contexts()
    known = Mapper(installed).types
    schema = build_schema(production=False)._schema
    told = _told(schema.type_map)
    return Vocabulary(
        events={name: _term(_documented(one)) for name, one in known.items()}
        | {name: _term(shape.__doc__) for name, shape in RECORDED.items()},
        contexts={context.name: context.chinese for context in installed} | {"ledger": "台账"},
        fields=dict(_fields({name: one.payload for name, one in known.items()} | RECORDED, told)),
        codes={
            one.name: {value.value: _term(value.description) for value in one.values}
            for one in (d for d in map(_enum_definition, _enums(known)) if d is not None)
        },
    )


def _told(type_map: Mapping[str, Any]) -> Mapping[str, list[Told]]:
    """Terms by the schema's names of fields; `allianceId` is found as `alliance` too."""
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for one in type_map.values():
        if isinstance(one, (GraphQLObjectType, GraphQLInputObjectType)) and not one.name.startswith("__"):
            origin = getattr(one.extensions.get("strawberry-definition"), "origin", None)
            context = getattr(origin, "__module__", "").removeprefix("concord.api.").partition(".")[0]
            for name, field in one.fields.items():
                is_input = isinstance(one, GraphQLInputObjectType)
                told = Told(context, one.name.removesuffix("Input"), is_input, _term(field.description))
                for known_as in {name, name.removesuffix("Id"), name.replace("Ids", "s")}:
                    found[known_as].append(told)
    return found


def _fields(
    known: Mapping[str, type[msgspec.Struct]], told: Mapping[str, list[Told]]
) -> Iterator[tuple[str, str]]:
    for name, shape in known.items():
        context = name.partition(".")[0]
        for owner, members in {name: shape, **_structures(shape)}.items():
            for member in members.__struct_fields__:
                given = TERMS.get(f"{owner}.{member}") or TERMS.get(member)
                term = given or _best(context, owner, told[camel(member)]) or ENDINGS.get(member[-3:])
                if term:
                    yield f"{owner}.{member}", term


def _best(context: str, owner: str, told: list[Told]) -> str | None:
    """The term that the structure's own type uses, before those of its context, of others and of inputs."""
    order = [(not one.type_name.endswith(owner), one.context != context, one.is_input) for one in told]
    return told[order.index(min(order))].term if told else None


def _structures(struct: type[msgspec.Struct]) -> dict[str, type[msgspec.Struct]]:
    """Structures that the struct's members are made of, by name."""
    found: dict[str, type[msgspec.Struct]] = {}
    for leaf in _leaves(struct):
        if isinstance(leaf, type) and issubclass(leaf, msgspec.Struct):
            found |= {leaf.__name__: leaf, **_structures(leaf)}
    return found


def _enums(known: Mapping[str, EventType]) -> set[type[Enum]]:
    from concord.identity import Role

    shapes = [shape for one in known.values() for shape in (one.payload, *_structures(one.payload).values())]
    found = {leaf for shape in shapes for leaf in _leaves(shape)}
    return {leaf for leaf in found if isinstance(leaf, type) and issubclass(leaf, Enum)} | {Role}


def _enum_definition(enum: type[Enum]) -> Any:
    return getattr(enum, "__strawberry_definition__", None)


def _leaves(struct: type[msgspec.Struct]) -> Iterator[Any]:
    for hint in typing.get_type_hints(struct).values():
        yield from _leaf_types(hint)


def _leaf_types(hint: Any) -> Iterator[Any]:
    if typing.get_origin(hint) in (types.UnionType, typing.Union, tuple):
        for argument in typing.get_args(hint):
            yield from _leaf_types(argument)
    else:
        yield hint


def _documented(one: EventType) -> str | None:
    """The docstring of the class in `events.py`: the aggregate's own one may add nothing to it."""
    described = next(base for base in one.event_class.__mro__ if base.__module__.endswith(".events"))
    return described.__doc__


def _term(description: str | None) -> str:
    """`标题: what is needed` → 标题"""
    return (description or "").partition(":")[0].strip()
