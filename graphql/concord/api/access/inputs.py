"""What may be asked of service accounts and revocations."""

from uuid import UUID

import strawberry

from concord.api.fields import given
from concord.api.viewer.types import Role


@strawberry.input(description="访问变更: what each of them may be given")
class AccessInput:
    """Base of every change. It is no event of the ledger, so no day on which it happened is asked for."""

    command_id: UUID | None = given(
        "命令编号: makes it idempotent; a secret is given only the first time", default=None
    )
    expected_version: int | None = given(
        "预期版本: refused with VERSION_CONFLICT if the account has changed", default=None
    )


@strawberry.input(description="新建服务账号: which machine, in which role, for which organization")
class ServiceAccountCreateInput(AccessInput):
    """A new account."""

    name: str = given(
        "名称: 2 to 31 lowercase letters, digits or hyphens, a letter first; given once for ever"
    )
    role: Role = given("角色: what it may do")  # type: ignore[valid-type]
    organization_id: strawberry.ID | None = given("单位: for which it acts, if for one", default=None)


@strawberry.input(description="轮换密钥: another secret; the one before is good for a while")
class ServiceAccountRotateInput(AccessInput):
    """Of one account."""

    name: str = given("名称: of the account")
    overlap_hours: int = given("重叠小时数: how long the one before stays good, 0 to 168", default=24)


@strawberry.input(description="吊销服务账号: for good, with its secrets and tokens")
class ServiceAccountRevokeInput(AccessInput):
    """Of one account."""

    name: str = given("名称: of the account")


@strawberry.input(description="吊销访问: of a person or machine, or one token; give one of the two")
class AccessRevokeInput(AccessInput):
    """Within a second every process refuses it, also on open sockets and streams."""

    subject: str | None = given("主体: actor as entries name it", default=None)
    token: str | None = given("令牌编号: `jti` of a single token", default=None)
    for_good: bool = given("永久: refuse new tokens of the subject as well", default=False)


@strawberry.input(description="恢复访问: new tokens of the subject are let in again")
class AccessRestoreInput(AccessInput):
    """What was issued until now stays refused."""

    subject: str = given("主体: actor as entries name it")
