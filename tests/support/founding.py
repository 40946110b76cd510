"""An alliance founded through the API, under a charter that each test can change."""

import itertools
from typing import Any

from asking import Asker, credit_code

CHARTER: dict[str, Any] = {
    "code": "example",
    "title": "章程",
    "authority": "区镇党（工）委",
    "kinds": ["REGIONAL"],
    "tiers": [
        {"code": "X", "name": "会长单位", "minimum": 1, "maximum": 3, "mayChair": True},
        {"code": "Y", "name": "会员单位"},
    ],
    "admission": {"path": "DIRECT", "tier": "Y"},
    "departure": {"onLimit": "REFUSE"},
    "chair": {"title": "执行会长单位", "period": "QUARTER", "basis": "FIXED_ORDER"},
    "themes": [{"code": "STUDY", "name": "联学"}],
    "tickets": {
        "triageDays": 1,
        "dispatchDays": 2,
        "silenceDays": 7,
        "levels": [
            {"level": "ON_SITE", "name": "现场办公", "acceptDays": 1, "resolveDays": 3},
            {"level": "COORDINATED", "name": "协同解决", "acceptDays": 2, "resolveDays": 10},
            {"level": "ESCALATED", "name": "对上协调", "acceptDays": 3, "resolveDays": 20},
        ],
    },
    "lateEntryDays": 30,
}
_NUMBERS = itertools.count(1)


async def register(asker: Asker, **more: Any) -> str:
    """The global id of a new organization."""
    number = next(_NUMBERS)
    members = {"creditCode": credit_code(number), "name": f"单位{number}", "kind": "ENTERPRISE"} | more
    payload = await asker.done("organizationRegister", "organization { id }", **members)
    found: str = payload["organization"]["id"]
    return found


async def found(asker: Asker, members: list[str], *, occurred_on: str | None = None, **charter: Any) -> str:
    """The global id of a new alliance; its first member is in tier X, the others in Y."""
    payload = await asker.done(
        "allianceFound",
        "alliance { id }",
        name=f"联盟{next(_NUMBERS)}",
        kind="REGIONAL",
        occurredOn=occurred_on,
        charter=CHARTER | charter,
        members=[{"organizationId": one, "tier": "Y" if at else "X"} for at, one in enumerate(members)],
    )
    made: str = payload["alliance"]["id"]
    return made
