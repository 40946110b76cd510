"""`ledger.inclusionProof` and `ledger.consistencyProof`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import asyncpg
import strawberry
import structlog

from concord.api.context import MOMENT, OperationContext
from concord.api.errors import ApiError, ErrorCode, bad_input
from concord.api.fields import derived, field, row_type
from concord.api.info import Info
from concord.api.ledger import loaders
from concord.api.ledger.types import Checkpoint
from concord.api.scalars import Position
from concord.commanding import Message
from concord.ledger import proving
from concord.ledger.merkle import leaf_hash
from concord.tenancy import reading

NOT_SEALED = Message(
    "台账已签署至第 {sealed} 条；其后各条约一秒后可出具证明",
    "The ledger is signed up to position {sealed}: what comes after it can be proven about a second later",
)
NO_POSITION = Message("序号从 1 开始", "Positions begin with 1")
TOO_SMALL = Message(
    "前 {size} 条不包含第 {position} 条", "The first {size} entries do not include position {position}"
)
BACKWARDS = Message("from 不得大于 to", "`from` must not be beyond `to`")
BEYOND = Message("台账只有 {head} 条，没有第 {asked} 条", "The ledger has {head} entries, not {asked}")
CONTRADICTION = Message(
    "台账与已签署的检查点不符，请立即通知运维与审计：{what}",
    "The ledger is not what was signed, tell operators and auditors at once: {what}",
)

log = structlog.get_logger(__name__)


@row_type(proving.InclusionProof, "存在证明: an entry is in the ledger of a size (RFC 6962, 2.1.1)")
class InclusionProof:
    """Check it with `leafHash`, `hashes` and a root that you trust; or `receipt` with the verifier key."""

    position: Position = field("台账序号: of the entry")
    leaf_index: Position = derived("叶序号: position - 1", lambda p, _: p.position - 1)
    leaf_hash: str = derived("叶哈希: 64 hexadecimal digits", lambda p, _: leaf_hash(p.entry).hex())
    size: Position = field("条数: of the tree that it is proven in")
    root: str = derived("根哈希: of that tree", lambda p, _: p.root.hex())
    hashes: list[str] = derived("证明路径: from the leaf up", lambda p, _: [one.hex() for one in p.path])
    checkpoint: Checkpoint | None = field("检查点: of just this size, where one was signed")
    receipt: str | None = field("回执: proves it offline (C2SP tlog-proof); null without a checkpoint")


@row_type(proving.ConsistencyProof, "一致证明: a ledger was only continued (RFC 6962, 2.1.2)")
class ConsistencyProof:
    """Check it with two roots that you trust."""

    from_size: Position = field("起始条数: of the earlier tree", source="old")
    from_root: str = derived("起始根哈希: of the earlier tree", lambda p, _: p.old_root.hex())
    to_size: Position = field("截止条数: of the later tree", source="new")
    to_root: str = derived("截止根哈希: of the later tree", lambda p, _: p.new_root.hex())
    hashes: list[str] = derived("证明路径: in the order of RFC 6962", lambda p, _: [h.hex() for h in p.path])


async def inclusion_proof(
    info: Info,
    position: Annotated[Position, strawberry.argument(description="台账序号: from 1")],
    size: Annotated[
        Position | None,
        strawberry.argument(description="条数: of the tree; the newest checkpoint's if omitted"),
    ] = None,
) -> proving.InclusionProof:
    if not position:
        raise bad_input(NO_POSITION)
    if size is not None and size < position:
        raise bad_input(TOO_SMALL, size=size, position=position)
    async with _proving(info.context, size or position) as connection:
        return await proving.prove_inclusion(connection, info.context.tenant, position, size, _until())


async def consistency_proof(
    info: Info,
    from_: Annotated[Position, strawberry.argument(name="from", description="起始条数: of an earlier tree")],
    to: Annotated[Position, strawberry.argument(description="截止条数: of a later tree")],
) -> proving.ConsistencyProof:
    if from_ > to:
        raise bad_input(BACKWARDS)
    async with _proving(info.context, to) as connection:
        return await proving.prove_consistency(connection, info.context.tenant, from_, to, _until())


def _until() -> int | None:
    moment = MOMENT.get()
    return None if moment is None else moment.position


@asynccontextmanager
async def _proving(context: OperationContext, asked: int) -> AsyncIterator[asyncpg.Connection]:
    """Raises STALE_READ for what is not signed yet, BAD_USER_INPUT for entries that are not there, INTERNAL
    where the ledger is not what was signed. `asked`: the last entry that the proof is about."""
    try:
        async with reading(context.services.pool, context.tenant) as connection:
            yield connection
    except proving.NotSealed as error:
        head = await loaders.head(context)
        if asked > head:
            raise bad_input(BEYOND, head=head, asked=asked) from None
        raise ApiError(ErrorCode.STALE_READ, NOT_SEALED, sealed=error.sealed) from None
    except proving.Contradiction as error:
        log.error("the ledger is not what was signed", what=str(error))
        raise ApiError(ErrorCode.INTERNAL, CONTRADICTION, what=str(error)) from error
