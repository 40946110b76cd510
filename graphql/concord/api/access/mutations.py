"""What an administrator may do about who comes in. Rows with a log of changes, no entries of the ledger."""

from datetime import timedelta
from uuid import uuid4

from concord.api.access.inputs import (
    AccessInput,
    AccessRestoreInput,
    AccessRevokeInput,
    ServiceAccountCreateInput,
    ServiceAccountRevokeInput,
    ServiceAccountRotateInput,
)
from concord.api.access.queries import accounts, revocations
from concord.api.access.types import Revocation, ServiceAccount
from concord.api.changing import Changed, Changes
from concord.api.context import OperationContext
from concord.api.errors import bad_input
from concord.api.ids import decode_optional
from concord.commanding import Message, Refusal
from concord.identity import Standing
from concord.identity.changing import Change
from concord.identity.errors import AccessRefusal
from concord.identity.revoking import subject_of

LONGEST_OVERLAP = 168
WRONG_OVERLAP = Message("重叠小时数应为 0 到 {most}", "The hours of overlap are 0 to {most}")

account_change = Changes(
    name="serviceAccount",
    type_=ServiceAccount,
    told="服务账号: as it is now; null if refused",
    refusals=(AccessRefusal,),
    secret="密钥: shown now, and never again",  # noqa: S106
)
revocation_change = Changes(
    name="revocation",
    type_=Revocation,
    told="吊销: as it is now; null if refused or lifted",
    refusals=(AccessRefusal,),
)


def _change(context: OperationContext, given: AccessInput) -> Change:
    return Change(
        tenant=context.tenant,
        actor=context.viewer.subject,
        command=given.command_id or uuid4(),
        expected_revision=given.expected_version,
    )


@account_change("新建服务账号: with its first secret")
async def service_account_create(context: OperationContext, input: ServiceAccountCreateInput) -> Changed:
    organization = decode_optional("Organization", input.organization_id, "input.organizationId")
    standing = Standing(input.role, organization)
    known = accounts(context)
    secret = await known.create(_change(context, input), input.name, standing)
    return Changed(await known.find(context.tenant, input.name), secret)


@account_change("轮换密钥: the one before stays good for a while")
async def service_account_rotate(context: OperationContext, input: ServiceAccountRotateInput) -> Changed:
    if not 0 <= input.overlap_hours <= LONGEST_OVERLAP:
        raise bad_input(WRONG_OVERLAP, most=LONGEST_OVERLAP)
    known, overlap = accounts(context), timedelta(hours=input.overlap_hours)
    secret = await known.rotate(_change(context, input), input.name, overlap)
    return Changed(await known.find(context.tenant, input.name), secret)


@account_change("吊销服务账号: for good, within a second in every process")
async def service_account_revoke(context: OperationContext, input: ServiceAccountRevokeInput) -> Changed:
    known = accounts(context)
    await known.revoke(_change(context, input), input.name)
    return Changed(await known.find(context.tenant, input.name))


@revocation_change("吊销访问: of a person, a machine or one token, within a second in every process")
async def access_revoke(context: OperationContext, input: AccessRevokeInput) -> Changed:
    known, change = revocations(context), _change(context, input)
    if (input.subject is None) == (input.token is None):
        raise Refusal(AccessRefusal.SUBJECT_INVALID, "subject")
    if input.token is not None:
        await known.revoke_token(change, input.token)
    else:
        await known.revoke(change, _another(context, input.subject), for_good=input.for_good)
    return Changed(await known.find(context.tenant, subject=input.subject or "", token=input.token or ""))


@revocation_change("恢复访问: what was issued until now stays refused")
async def access_restore(context: OperationContext, input: AccessRestoreInput) -> Changed:
    known = revocations(context)
    await known.restore(_change(context, input), _another(context, input.subject))
    return Changed(await known.find(context.tenant, subject=input.subject))


def _another(context: OperationContext, given: str | None) -> str:
    subject = subject_of(given or "")
    if subject == context.viewer.subject:
        raise Refusal(AccessRefusal.NOT_YOURSELF, "subject")
    return subject


FIELDS = (
    service_account_create,
    service_account_rotate,
    service_account_revoke,
    access_revoke,
    access_restore,
)
