"""`concord access revoke|restore|list`."""

import asyncio
from typing import Any

import click
import jwt

from concord.cli.output import json_option, show
from concord.cli.service_account import change_of, opened, tenant_option
from concord.identity.revoking import Revocations

COLUMNS = {
    "subject": "subject 主体",
    "token": "token 令牌",
    "issued_until": "issued until 签发截止",
    "at": "revoked 吊销时刻",
    "by": "by 吊销人",
}
subject_option = click.option("--subject", help="Actor as entries name it: a UUID, or service:<name>.")


@click.group()
def access() -> None:
    """Refuse tokens that have not expired yet 吊销令牌.

    Every process knows within two seconds, and ends open sockets and streams. 两秒内全部进程生效。

    \b
    concord access revoke --tenant jianghai --subject 3f2c...        # tokens issued until now 此前签发的令牌
    concord access revoke --tenant jianghai --subject 3f2c... --for-good
    concord access revoke --tenant jianghai --token-file leaked.txt  # one token 单个令牌
    concord access restore --tenant jianghai --subject 3f2c...
    """


@access.command()
@tenant_option
@subject_option
@click.option("--for-good", is_flag=True, help="Refuse new tokens of the subject as well.")
@click.option("--token-file", type=click.File("r"), help="File that holds one token, or -.")
@json_option
def revoke(tenant: str, subject: str | None, for_good: bool, token_file: Any, as_json: bool) -> None:
    """Revoke a person's or machine's tokens, or a single one; NATS credentials that it was handed end too."""
    if (subject is None) == (token_file is None):
        raise click.UsageError("give --subject or --token-file 请给出其中之一")
    token = _id_of(token_file.read(10_000).strip()) if token_file else ""

    async def do(known: Revocations, change: Any) -> None:
        if token:
            await known.revoke_token(change, token)
        else:
            await known.revoke(change, str(subject), for_good=for_good)

    _done(tenant, do, as_json)


@access.command()
@tenant_option
@click.option("--subject", required=True, help="Actor as entries name it.")
@json_option
def restore(tenant: str, subject: str, as_json: bool) -> None:
    """Let new tokens of a subject in again; those issued until now stay refused."""
    _done(tenant, lambda known, change: known.restore(change, subject), as_json)


@access.command(name="list")
@tenant_option
@json_option
def list_(tenant: str, as_json: bool) -> None:
    """What is revoked, the newest first."""

    async def nothing(_known: Revocations, _change: Any) -> None:
        """Only looked at."""

    _done(tenant, nothing, as_json)


def _done(code: str, doing: Any, as_json: bool) -> None:
    async def do() -> list[dict[str, Any]]:
        async with opened(code) as (pool, of):
            known = Revocations(pool)
            await doing(known, change_of(of))
            return [
                {
                    "subject": one.subject,
                    "token": one.token,
                    "issued_until": "for good 永久" if one.for_good else one.issued_until,
                    "at": one.at,
                    "by": one.by,
                }
                for one in await known.list(of.id)
            ]

    show(asyncio.run(do()), COLUMNS, as_json=as_json)


def _id_of(token: str) -> str:
    """Its `jti`, without a look at the signature: a token that is forged is refused anyway."""
    try:
        found = jwt.decode(token, options={"verify_signature": False}).get("jti")
    except (jwt.PyJWTError, ValueError):
        found = None
    if not isinstance(found, str) or not found:
        raise click.BadParameter(
            "no token with an id (jti): revoke its subject 没有令牌编号，请改为吊销主体",
            param_hint="--token-file",
        )
    return found
