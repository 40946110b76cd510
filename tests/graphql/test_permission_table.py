"""The permission table holds for everything there is: fields, addresses and commands, asked one by one."""

from pathlib import Path

import click
import pytest
from asking import Asker, Door
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_required_argument,
    is_required_input_field,
)

from concord.api import addresses
from concord.api.permissions import BOUND, MUTATIONS, QUERIES, SUBSCRIPTIONS
from concord.api.schema import build_schema
from concord.cli import needs
from concord.cli.main import concord
from concord.identity import ROLE_NAMES, Role
from concord.server.app import create_app
from concord.tenancy import Tenant

ROOT = Path(__file__).parents[2]
WRITTEN = {
    "Int": "1",
    "Float": "1",
    "Boolean": "true",
    "Position": "1",
    "UUID": '"00000000-0000-0000-0000-000000000000"',
    "Date": '"2026-01-31"',
    "DateTime": '"2026-01-31T08:00:00Z"',
    "Decimal": '"1"',
}

TWO_PEOPLE = {
    *(
        "subjectRequestErasure",
        "subjectErase",
        "textRequestRedaction",
        "textRedact",
        "erasureDecline",
        "periodReceive",
    ),
    *("entryProposeAnnotation", "entryConfirmAnnotation", "entryDeclineAnnotation"),
    *("reportReturn", "reportAccept", "honourGrant", "casePromote"),
    *("assessmentDecideObjection", "findingVerify", "findingReject"),
}
"""What one person does and another has to look at, or has begun."""


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(production=False)._schema


def literal(type_) -> str:
    """Some value of an input type, with what is required and no more."""
    if isinstance(type_, GraphQLNonNull):
        return literal(type_.of_type)
    if isinstance(type_, GraphQLList):
        return "[]"
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        members = [f"{n}: {literal(m.type)}" for n, m in type_.fields.items() if is_required_input_field(m)]
        return "{" + ", ".join(members) + "}"
    return WRITTEN.get(type_.name, '"x"')


def asked(name: str, field) -> str:
    """The field with what it requires."""
    given = [f"{n}: {literal(a.type)}" for n, a in field.args.items() if is_required_argument(a)]
    arguments = f"({', '.join(given)})" if given else ""
    return f"{name}{arguments}" + (" { __typename }" if is_composite_type(get_named_type(field.type)) else "")


async def test_an_auditor_changes_nothing(api: Door, tenant: Tenant, schema: GraphQLSchema):
    """Every mutation there is."""
    auditor = api.enter(tenant, Role.AUDITOR)
    for name, field in schema.mutation_type.fields.items():
        answer = await auditor.ask(f"mutation {{ {asked(name, field)} }}")
        assert answer.codes == ["FORBIDDEN"], (name, answer)
    assert ROLE_NAMES[Role.AUDITOR].en in answer.errors[0]["message"]


async def test_no_machine_is_one_of_two_people(api: Door, administrator: Asker, schema: GraphQLSchema):
    """An administrator makes machines himself: with one of them he would be two."""
    made = await administrator.done(
        "serviceAccountCreate", "serviceAccount { clientId } secret", name="second", role="ADMINISTRATOR"
    )
    client, form = made["serviceAccount"]["clientId"], {"grant_type": "client_credentials"}
    token = (await api.http.post("/oauth/token", auth=(client, made["secret"]), data=form)).json()
    machine = Asker(api.http, token["access_token"])
    assert (await machine.ask("{ me { actor } }")).only == {"actor": "service:second"}
    for name in TWO_PEOPLE:
        answer = await machine.ask(f"mutation {{ {asked(name, schema.mutation_type.fields[name])} }}")
        assert answer.codes == ["FORBIDDEN"], (name, answer)
        assert "a person" in answer.errors[0]["message"]
    assert {name for name, rule in MUTATIONS.items() if rule.persons} == TWO_PEOPLE


async def test_an_auditor_may_read_every_field(schema: GraphQLSchema):
    assert [name for name in schema.query_type.fields if Role.AUDITOR not in QUERIES[name].roles] == []


async def test_an_operator_sees_no_content(api: Door, tenant: Tenant, schema: GraphQLSchema):
    operator = api.enter(tenant, Role.OPERATOR)
    for name, field in schema.query_type.fields.items():
        if name != "me":
            answer = await operator.ask(f"{{ {asked(name, field)} }}")
            assert answer.codes == ["FORBIDDEN"], (name, answer)
    for name in schema.subscription_type.fields:
        assert Role.OPERATOR not in SUBSCRIPTIONS[name].roles


async def test_a_subscriber_sees_the_ledger_alone(schema: GraphQLSchema):
    may = {name for name in schema.query_type.fields if Role.SUBSCRIBER in QUERIES[name].roles}
    assert may == {"me", "ledger"}


async def test_who_acts_for_one_organization_is_bound_wherever_an_input_names_one(schema: GraphQLSchema):
    """A mutation that names who does it must name the caller's own: none may be forgotten in the table."""
    doers = {"organizationId", "raiserId", "proposerId", "claimantId", "inspectorId", "ownerId"}
    of_others = {
        # The member named is one whom the caller, in its role, puts, rates or admits; not who acts.
        *("allianceGroupMember", "allianceUngroupMember", "allianceRemoveMember", "allianceChangeTier"),
        *("membershipConsult", "membershipAdmit", "membershipRefuse"),
    }
    loose = []
    for name, rule in MUTATIONS.items():
        if rule.roles & BOUND and name not in of_others:
            given = set(schema.type_map[f"{name[0].upper()}{name[1:]}Input"].fields) & doers
            loose += [(name, member) for member in given - set(rule.own)]
    assert sorted(loose) == sorted(NAMED_BY_ANOTHER)


NAMED_BY_ANOTHER: list[tuple[str, str]] = []
"""Members that look like a doer and are none, each with its reason beside it."""


async def test_every_address_has_a_row_and_every_row_an_address(services):
    served = {
        addresses.key(method, route.path_format)
        for route in create_app(services).routes
        for handler in getattr(route, "route_handlers", ())
        for method in handler.http_methods - {"OPTIONS", "HEAD"}
    }
    assert served == set(addresses.ADDRESSES)


@pytest.mark.parametrize("path", [row.split(" ")[1] for row in addresses.ADDRESSES if "…" in row])
async def test_a_file_of_a_ledger_is_not_had_without_a_token_nor_by_an_operator(
    api: Door, tenant: Tenant, path: str
):
    address = path.replace("…", tenant.code).replace("{rest}", "0/000").replace("{subject}", str(tenant.id))
    send = api.http.post if "cosignature" in path else api.http.get
    for asker, status in (
        (Asker(api.http, None), 401),
        (api.enter(tenant, Role.OPERATOR), 403),
    ):
        answer = await send(f"{address}?format=xlsx", headers=asker.headers)
        assert answer.status_code == status, answer.text


def commands(command: click.Command, path: tuple[str, ...] = ()):
    if not isinstance(command, click.Group):
        yield " ".join(path)
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        yield from commands(command.get_command(context, name), (*path, name))


def test_every_command_has_a_row_and_every_row_a_command():
    assert set(commands(concord)) == set(needs.NEEDS)


@pytest.mark.parametrize(
    ("page", "table", "begin", "end"),
    [
        ("operators.md", needs.markdown(), needs.BEGIN, needs.END),
        ("api.md", addresses.markdown(), addresses.BEGIN, addresses.END),
    ],
    ids=["commands", "addresses"],
)
def test_the_pages_hold_the_tables_as_they_are(page: str, table: str, begin: str, end: str):
    held = (ROOT / "docs" / page).read_text().partition(begin)[2].partition(end)[0]
    assert held == table
