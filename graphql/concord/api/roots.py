"""Every root field, wrapped: identity, permission and the bounds of its arguments, before its resolver runs.

Done to the finished schema in one loop, so that a new field cannot forget it; one without a rule in the
permission table stops the start.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from inspect import isawaitable
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from concord.api.admitting import admit
from concord.api.arguments import Check, checks_of
from concord.api.errors import ApiError, ErrorCode
from concord.api.leading import check_led, find_led
from concord.api.permissions import RULES, Rule, check
from concord.commanding import Message
from concord.identity import Role

READ_ONLY = Message(
    "这里是由导出包回放的台账，只能查阅",
    "This is a replay of an exported ledger: nothing can be changed in it",
)


def guard_roots(schema: GraphQLSchema) -> None:
    """Wraps the resolvers of Query and Mutation and the sources of Subscription, which take a place each.
    Raises KeyError for a field without a rule."""
    for root in (schema.query_type, schema.mutation_type):
        for name, field in _fields(root):
            if field.resolve is not None:
                writes = root is schema.mutation_type
                field.resolve = _guarded(field.resolve, name, field, _rule(root, name), writes=writes)
    for _, field in _fields(schema.mutation_type):
        if field.resolve is not None:
            field.resolve = _writing(field.resolve)
    for name, field in _fields(schema.subscription_type):
        if field.subscribe is not None:
            rule = _rule(schema.subscription_type, name)
            field.subscribe = _guarded(_placed(field.subscribe), name, field, rule)


def _placed(subscribe: Callable[..., Any]) -> Callable[..., Any]:
    async def placed(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> AsyncIterator[Any]:
        with info.context.session.policy.subscriptions.taken(info.context.viewer):
            async with aclosing(await subscribe(source, info, **arguments)) as results:
                async for result in results:
                    yield result

    return placed


def _writing(resolve: Callable[..., Any]) -> Callable[..., Any]:
    def writing(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        if info.context.services.read_only:
            raise ApiError(ErrorCode.FORBIDDEN, READ_ONLY)
        return resolve(source, info, **arguments)

    return writing


def _fields(root: GraphQLObjectType | None) -> list[tuple[str, GraphQLField]]:
    return [] if root is None else list(root.fields.items())


def _rule(root: GraphQLObjectType | None, name: str) -> Rule:
    if root is None or name not in RULES[root.name]:
        raise KeyError(f"{name} has no rule in the permission table")
    return RULES[root.name][name]


def _guarded(
    resolve: Callable[..., Any], name: str, field: GraphQLField, rule: Rule, *, writes: bool = False
) -> Callable[..., Any]:
    checks: dict[str, Check] = checks_of(field)
    term = (field.description or "").partition(":")[0]

    def guarded(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        viewer = info.context.viewer
        admit(viewer, writes=writes and not rule.stopped)
        check(rule, name, viewer, arguments, term=term)
        info.context.asked.add(name)
        clean = {key: checks[key](value, key) for key, value in arguments.items()}
        if viewer.role is not Role.LEADER:
            return resolve(source, info, **clean)
        return as_leader(info, clean, lambda: resolve(source, info, **clean))

    async def as_leader(
        info: GraphQLResolveInfo[Any], arguments: dict[str, Any], go_on: Callable[[], Any]
    ) -> Any:
        led = await find_led(info.context)
        info.context.led = led.members
        if writes:
            await check_led(info.context, led, name, rule, arguments)
        result = go_on()
        return await result if isawaitable(result) else result

    return guarded
