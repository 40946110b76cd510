"""Limits of a document, as one validation rule: built once, so that the validation cache works."""

from typing import Any

from graphql import GraphQLError, ListValueNode, ValidationContext, ValidationRule

from concord.api.arguments import MAX_LIST
from concord.api.errors import ErrorCode
from concord.api.measures import Measures
from concord.commanding import Message

MAX_TOKENS = 1_000
MAX_DEPTH = 10
MAX_ALIASES = 15
MAX_MUTATIONS = 4
MAX_COST = 10_000

TOO_DEEP = Message(
    "查询嵌套 {size} 层，最多 {limit} 层", "The document is {size} fields deep, at most {limit} are allowed"
)
TOO_MANY_ALIASES = Message(
    "查询使用了 {size} 个别名，最多 {limit} 个",
    "The document has {size} aliases, at most {limit} are allowed",
)
TOO_MANY_MUTATIONS = Message(
    "一次请求含有 {size} 个变更，最多 {limit} 个",
    "The document has {size} mutations, at most {limit} are allowed",
)
TOO_MANY_ITEMS = Message(
    "列表有 {size} 项，最多 {limit} 项", "A list has {size} items, at most {limit} are allowed"
)
TOO_EXPENSIVE = Message(
    "查询代价 {size} 超过上限 {limit}，请减少每页条数或字段",
    "The operation may cost {size}, at most {limit} are allowed: ask for smaller pages or fewer fields",
)


def exceeded(message: Message, size: int, limit: int, node: Any = None) -> GraphQLError:
    """A limit's error, in both languages until it is known who reads it."""
    shown = min(size, 10**9)  # fragments of fragments make numbers of many digits
    code = ErrorCode.LIMIT_EXCEEDED.value
    told = {
        "zh": message.zh.format(size=shown, limit=limit),
        "en": message.en.format(size=shown, limit=limit),
    }
    return GraphQLError(told["en"], node, extensions={"code": code, "told": told})


class DocumentLimits(ValidationRule):
    """Depth, aliases, mutations and literal lists of a document."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        measures = Measures(context.document)
        for size, limit, message in (
            (measures.depth(), MAX_DEPTH, TOO_DEEP),
            (measures.aliases(), MAX_ALIASES, TOO_MANY_ALIASES),
            (measures.roots("mutation"), MAX_MUTATIONS, TOO_MANY_MUTATIONS),
        ):
            if size > limit:
                self.report_error(exceeded(message, size, limit))

    def enter_list_value(self, node: ListValueNode, *_: Any) -> None:
        """A list written in the document; one in a variable is checked with the arguments."""
        if len(node.values) > MAX_LIST:
            self.report_error(exceeded(TOO_MANY_ITEMS, len(node.values), MAX_LIST, node))
