"""How events change funds, their grants and their movements. Amounts are exact decimals, as text."""

from decimal import Decimal

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Reads, Row, Rows, Table, own
from concord.readmodels.entries import digest, digests, subject, touch

FUND = Table(
    "fund",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "year": "integer",
        "code": "text",
        "name": "text",
        "currency": "text",
        "allocated": "numeric",
        "received": "numeric",
        "paid": "numeric",
        "granted": "numeric",
        "balance": "numeric",
        "opened_on": "date",
        "opened_at": "timestamptz",
        "closed_on": "date",
        "carried": "numeric",
        "successor": "uuid",
        "version": "integer",
        "position": "bigint",
    },
)
GRANT = Table(
    "fund_grant",
    key={"fund": "uuid", "id": "uuid"},
    columns={
        "recipient": "uuid",
        "item": "text",
        "item_name": "text",
        "amount": "numeric",
        "left_over": "numeric",
        "basis_kind": "text",
        "basis_record": "uuid",
        "basis_reference": "text",
        "basis_resolution": "uuid",
        "approved_on": "date",
        "position": "bigint",
    },
)
REWARD = Table(
    "fund_reward",
    key={"fund": "uuid", "id": "uuid"},
    columns={
        "rule": "text",
        "assessment": "uuid",
        "reference": "text",
        "recipient": "uuid",
        "rank": "integer",
        "stars": "integer",
        "item": "text",
        "item_name": "text",
        "full_amount": "numeric",
        "amount": "numeric",
        "status": "text",
        "reason": "text",
        "proposed_on": "date",
        "decided_on": "date",
        "position": "bigint",
    },
)
PROPOSED = ("rule", "assessment", "reference", "recipient", "rank", "stars", "item", "item_name", "amount")
MOVEMENT = Table(
    "fund_movement",
    key={"fund": "uuid", "version": "integer"},
    columns={
        "alliance": "uuid",
        "kind": "text",
        "amount": "numeric",
        "payment": "uuid",
        "reversed": "boolean",
        "source": "text",
        "organization": "uuid",
        "payee_subject": "uuid",
        "payee_digests": "jsonb",
        "item": "text",
        "item_name": "text",
        "of_grant": "uuid",
        "basis_kind": "text",
        "basis_record": "uuid",
        "basis_resolution": "uuid",
        "reference": "text",
        "note": "text",
        "occurred_on": "date",
        "position": "bigint",
    },
)
NOTHING = "0.00"


def _opened(rows: Rows, entry: Entry) -> None:
    row: Row = {name: entry.data[name] for name in ("alliance", "year", "code", "name", "currency")}
    row |= dict.fromkeys(("allocated", "received", "paid", "granted", "balance"), NOTHING)
    row |= {
        "id": entry.members["stream"],
        "opened_on": entry.members["occurred_on"],
        "opened_at": entry.members["recorded_at"],
    }
    touch(row, entry)
    rows.put(FUND, row)


def _allocated(rows: Rows, entry: Entry) -> None:
    row = _fund(rows, entry)
    _add(row, entry.data["amount"], "allocated", "balance")
    _move(rows, row, entry, "BUDGET", entry.data["amount"], reference=entry.data["document"])


def _received(rows: Rows, entry: Entry) -> None:
    row, data = _fund(rows, entry), entry.data
    _add(row, data["amount"], "received", "balance")
    note = digest(data["note"])
    told = {"source": data["source"], "organization": data["organization"], "note": note}
    _move(rows, row, entry, "CONTRIBUTION", data["amount"], **told)


def _approved(rows: Rows, entry: Entry) -> None:
    row, data = _fund(rows, entry), entry.data
    _add(row, data["amount"], "granted")
    grant: Row = {name: data[name] for name in ("recipient", "item", "item_name", "amount")}
    grant |= {"basis_resolution": None} | {f"basis_{name}": value for name, value in data["basis"].items()}
    grant |= {"fund": row["id"], "id": data["grant"], "left_over": data["amount"]}
    grant |= {"approved_on": entry.members["occurred_on"], "position": entry.position}
    rows.put(GRANT, grant)
    if rows.get(REWARD, row["id"], data["grant"]) is not None:
        _decide(rows, entry, data["grant"], "APPROVED", None)


def _proposed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    reward: Row = {name: data[name] for name in PROPOSED}
    reward |= {"fund": _fund(rows, entry)["id"], "id": data["reward"], "full_amount": data["full_amount"]}
    reward |= {"status": "PROPOSED", "proposed_on": entry.members["occurred_on"], "position": entry.position}
    rows.put(REWARD, reward | {"reason": None, "decided_on": None})


def _declined(rows: Rows, entry: Entry) -> None:
    _fund(rows, entry)
    _decide(rows, entry, entry.data["reward"], "DECLINED", digest(entry.data["reason"]))


def _decide(rows: Rows, entry: Entry, reward: str, status: str, reason: str | None) -> None:
    row = rows.change(REWARD, entry.members["stream"], reward)
    row |= {"status": status, "reason": reason}
    row |= {"decided_on": entry.members["occurred_on"], "position": entry.position}


def _paid(rows: Rows, entry: Entry) -> None:
    row, data = _fund(rows, entry), entry.data
    basis = data["basis"]
    of_grant = basis["record"] if basis["kind"] == "GRANT" else None
    _pay(rows, row, of_grant, data["amount"])
    told = {name: data[name] for name in ("payment", "item", "item_name")}
    told |= {"organization": data["recipient"], "of_grant": of_grant, "reference": basis["reference"]}
    told |= {"basis_kind": basis["kind"], "basis_record": basis["record"]}
    told |= {"basis_resolution": basis.get("resolution")}
    told |= {"payee_subject": subject(data["payee"]), "payee_digests": digests(data["payee"])}
    _move(rows, row, entry, "PAYMENT", _negative(data["amount"]), **told)


def _reversed(rows: Rows, entry: Entry) -> None:
    row, data = _fund(rows, entry), entry.data
    undone = next(
        one
        for one in rows.below(MOVEMENT, row["id"])
        if one["kind"] == "PAYMENT" and one["payment"] == data["payment"]
    )
    undone = rows.change(MOVEMENT, row["id"], undone["version"])
    undone["reversed"] = True
    _pay(rows, row, undone["of_grant"], _negative(data["amount"]))
    told = {name: undone[name] for name in ("payment", "item", "item_name", "of_grant", "organization")}
    _move(rows, row, entry, "REVERSAL", data["amount"], note=digest(data["reason"]), **told)


def _closed(rows: Rows, entry: Entry) -> None:
    row, data = _fund(rows, entry), entry.data
    row |= {"closed_on": entry.members["occurred_on"], "carried": data["balance"]}
    row |= {"successor": data["successor"], "balance": NOTHING, "granted": NOTHING}
    if data["successor"] is not None:
        _move(rows, row, entry, "CARRIED_ON", _negative(data["balance"]))
    for grant in rows.below(GRANT, row["id"]):
        rows.change(GRANT, row["id"], grant["id"])["left_over"] = NOTHING


def _fund(rows: Rows, entry: Entry) -> Row:
    row = rows.change(FUND, entry.members["stream"])
    touch(row, entry)
    return row


def _pay(rows: Rows, row: Row, of_grant: str | None, amount: str) -> None:
    _add(row, amount, "paid")
    _add(row, _negative(amount), "balance")
    if of_grant is not None:
        _add(row, _negative(amount), "granted")
        _add(rows.change(GRANT, row["id"], of_grant), _negative(amount), "left_over")


def _add(row: Row, amount: str, *columns: str) -> None:
    for column in columns:
        row[column] = str(Decimal(row[column]) + Decimal(amount))


def _negative(amount: str) -> str:
    return str(-Decimal(amount))


def _move(rows: Rows, row: Row, entry: Entry, kind: str, amount: str, **told: object) -> None:
    movement: Row = {"fund": row["id"], "version": entry.version, "alliance": row["alliance"]}
    movement |= {"kind": kind, "amount": amount, "reversed": False, "payee_digests": []}
    movement |= {"occurred_on": entry.members["occurred_on"], "position": entry.position, **told}
    rows.put(MOVEMENT, movement)


def _of_grant(entry: Entry) -> Reads:
    """The fund, and the reward that is granted, if it is one."""
    fund = entry.members["stream"]
    return ((FUND, (fund,)), (REWARD, (fund, entry.data["grant"])))


def _of_payment(entry: Entry) -> Reads:
    fund, basis = entry.members["stream"], entry.data["basis"]
    own_row = ((FUND, (fund,)),)
    return (*own_row, (GRANT, (fund, basis["record"]))) if basis["kind"] == "GRANT" else own_row


READ_MODEL = ReadModel(
    name="funds",
    version=3,
    tables=(FUND, GRANT, REWARD, MOVEMENT),
    handles={
        "funds.FundOpened": Handler(_opened),
        "funds.BudgetAllocated": Handler(_allocated, own(FUND)),
        "funds.ContributionReceived": Handler(_received, own(FUND)),
        "funds.GrantApproved": Handler(_approved, _of_grant),
        "funds.RewardProposed": Handler(_proposed, own(FUND)),
        "funds.RewardDeclined": Handler(_declined, own(FUND, REWARD)),
        "funds.PaymentMade": Handler(_paid, _of_payment),
        "funds.PaymentReversed": Handler(_reversed, own(FUND, GRANT, MOVEMENT)),
        "funds.FundClosed": Handler(_closed, own(FUND, GRANT)),
    },
)
