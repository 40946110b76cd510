"""`concord token`."""

import asyncio
from datetime import timedelta
from uuid import UUID

import asyncpg
import click

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.identifiers import ObjectId
from concord.cli.language import said
from concord.identity import Role, issue_token
from concord.refusals import Message
from concord.settings import Settings, load
from concord.tenancy import Tenants

NO_DEMO = Message(
    "这里不接受演示令牌：请使用身份服务签发的令牌，或设置 CONCORD_DEMO=yes",
    "Tokens of the demo issuer are not accepted here: use your issuer's, or set CONCORD_DEMO=yes.",
)


@click.command()
@click.option("--tenant", required=True, help="Code of the tenant, for example jianghai.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option(
    "--organization",
    type=ObjectId("Organization"),
    help="Id of the organization it speaks for, as GraphQL shows it.",
)
@click.option("--subject", type=click.UUID, help="Random id of the person or machine; a new one if omitted.")
@click.option(
    "--hours", default=12, show_default=True, type=click.IntRange(1, 8760), help="How long it is good."
)
def token(tenant: str, role: str, organization: UUID | None, subject: UUID | None, hours: int) -> None:
    """Print a token of the demo issuer, and nothing else: for a first look and for scripts.

    \b
    concord token --tenant jianghai --role secretary
    TOKEN=$(concord token --tenant jianghai --role administrator)
    curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
         -d '{"query": "{ me { tenant { name } } }"}' http://127.0.0.1:8000/graphql

    In production the tokens come from your OpenID Connect issuer: CONCORD_OIDC_ISSUER.
    """
    settings = load()
    if not settings.is_demo:
        raise Failure(said(NO_DEMO))
    if not asyncio.run(_may_exist(settings, tenant)):
        raise unknown_tenant(tenant)
    click.echo(
        issue_token(settings.data_dir, tenant, Role(role), organization, subject, timedelta(hours=hours))
    )


async def _may_exist(settings: Settings, code: str) -> bool:
    """False only where a database answers and knows no such tenant: a token may be made before it runs."""
    try:
        async with asyncpg.create_pool(settings.dsn("concord_app"), min_size=0, timeout=2) as pool:
            return await Tenants(pool).by_code(code) is not None
    except (OSError, asyncpg.PostgresError):
        return True
