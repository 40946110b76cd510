"""`concord token`."""

from datetime import timedelta
from uuid import UUID

import click

from concord.cli.failures import Failure
from concord.cli.identifiers import ObjectId
from concord.identity import Role, issue_token
from concord.settings import load


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
        raise Failure(
            "Tokens of the demo issuer are not accepted here: use your issuer's, or set CONCORD_DEMO=yes."
        )
    click.echo(
        issue_token(settings.data_dir, tenant, Role(role), organization, subject, timedelta(hours=hours))
    )
