"""`ledger`: its head, its entries, its checkpoints."""

from typing import Annotated

import strawberry

from concord.api.asof import AsOf, look_up
from concord.api.connections import Connected, Paging, connection_of
from concord.api.fields import resolved
from concord.api.info import Info
from concord.api.ledger import loaders, proofs
from concord.api.ledger.proofs import ConsistencyProof, InclusionProof
from concord.api.ledger.types import Checkpoint, LedgerEntry, LedgerFilterInput
from concord.api.listing import FILTER, After, Before, First, Last
from concord.api.scalars import Position
from concord.eventstore import Entry
from concord.ledger import checkpoints


def _edition(info: Info) -> str:
    return info.context.services.history.edition


async def _head(info: Info) -> int:
    return await loaders.head(info.context)


async def _entries(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    filter: Annotated[LedgerFilterInput | None, FILTER] = None,
) -> Connected[Entry]:
    wanted = (filter or LedgerFilterInput()).read()
    return await loaders.page(
        info.context, wanted, Paging(first=first, after=after, last=last, before=before)
    )


async def _entry(
    info: Info,
    position: Annotated[Position, strawberry.argument(description="台账序号: from 1")],
) -> Entry | None:
    return await info.context.load(loaders.ENTRY, position)


async def _checkpoint(
    info: Info,
    cosigned: Annotated[
        bool, strawberry.argument(description="已见证: newest that a witness has signed")
    ] = False,
    stamped: Annotated[
        bool, strawberry.argument(description="已盖时间戳: newest that was time-stamped")
    ] = False,
) -> checkpoints.Checkpoint | None:
    return await loaders.checkpoint(info.context, cosigned=cosigned, stamped=stamped)


@strawberry.type(description="台账: the tenant's ordered, append-only record of every event")
class Ledger:
    """Of the viewer's tenant."""

    edition: str = resolved(
        _edition, "投影版本: of the read models' code, by which `asOf` and `ledgerDiff` answer", str
    )
    head: Position = resolved(_head, "最新序号: position of the last entry, 0 if there is none", Position)
    entries: object = resolved(
        _entries, "台账条目: a page, by position", connection_of(LedgerEntry, "台账条目")
    )
    checkpoint: Checkpoint | None = resolved(
        _checkpoint, "检查点: newest that is signed, none before the first", Checkpoint | None
    )
    inclusion_proof: InclusionProof = resolved(
        proofs.inclusion_proof, "存在证明: that an entry is in the ledger", InclusionProof
    )
    consistency_proof: ConsistencyProof = resolved(
        proofs.consistency_proof, "一致证明: that the ledger was only continued", ConsistencyProof
    )
    entry: LedgerEntry | None = resolved(_entry, "台账条目: at a position", LedgerEntry | None)


async def _ledger(info: Info, as_of: AsOf = None) -> Ledger:
    await look_up(info.context, as_of)
    return Ledger()


FIELDS = (
    resolved(_ledger, "台账: the tenant's ordered, append-only record of every event", Ledger, name="ledger"),
)
