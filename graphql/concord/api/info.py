"""The `info` that resolvers take."""

from strawberry.types import Info as StrawberryInfo

from concord.api.context import OperationContext

Info = StrawberryInfo[OperationContext, None]
