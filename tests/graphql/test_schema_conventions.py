"""What every type and field of the schema must be like, read off the schema itself."""

import re

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
    lexicographic_sort_schema,
    parse,
    print_schema,
)

from concord.api import sdl
from concord.api.node import LOADS
from concord.api.permissions import RULES
from concord.api.schema import build_schema
from concord.commanding import CommandRefusal
from concord.identity import Role
from concord.tickets.commands import TriageTicket

CHINESE = re.compile(r"^[“《]?[\u4e00-\u9fff]")
NO_READ_MODELS = {"accesses"}
"""Lists of what is a row at once and has no past: nothing to wait for, and no moment to look back at."""
BUILT_IN = {"String", "Int", "Float", "Boolean", "ID"}
FIXED = """
    me node alliances alliance organizations activities tickets assessments ledger
    organizationRegister allianceFound allianceAdoptCharter membershipApply membershipAdmit allianceJoin
    allianceLeave allianceRotateChair activityPropose activitySchedule activityLog ticketRaise ticketTriage
    ticketDispatch ticketResolve ticketConfirm schemePublish assessmentOpen assessmentScore assessmentFinalize
    ledgerEntries ticketChanged
"""


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(production=False)._schema


def roots(schema: GraphQLSchema):
    for root in (schema.query_type, schema.mutation_type, schema.subscription_type):
        for name, field in root.fields.items():
            yield root.name, name, field


def described(schema: GraphQLSchema):
    """Every element that a description belongs to, with its path."""
    for type_ in schema.type_map.values():
        if type_.name.startswith("__") or type_.name in BUILT_IN:
            continue
        yield type_.name, type_.description
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{type_.name}.{name}", value.description) for name, value in type_.values.items())
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for name, field in type_.fields.items():
                yield f"{type_.name}.{name}", field.description
                for argument, declared in getattr(field, "args", {}).items():
                    yield f"{type_.name}.{name}({argument})", declared.description


def test_every_description_begins_with_the_chinese_term(schema):
    assert [path for path, text in described(schema) if not CHINESE.match(text or "")] == []


def test_names_that_outside_tools_rely_on_exist(schema):
    names = {name for _, name, _ in roots(schema)}
    assert [name for name in FIXED.split() if name not in names] == []
    assert set(schema.type_map["Ledger"].fields) >= {"head", "entries", "entry"}
    entry = {
        "position",
        "type",
        "version",
        "streamId",
        "occurredOn",
        "recordedAt",
        "actor",
        "entry",
        "leafHash",
    }
    assert set(schema.type_map["LedgerEntry"].fields) >= entry


def test_every_root_field_has_a_rule_and_every_rule_a_root_field(schema):
    fields = {(root, name) for root, name, _ in roots(schema)}
    rules = {(root, name) for root, rules in RULES.items() for name in rules}
    assert fields - rules == set()
    assert rules - fields == set()


def test_auditors_and_operators_can_change_nothing():
    for role in (Role.AUDITOR, Role.OPERATOR, Role.SUBSCRIBER):
        assert not [name for name, rule in RULES["Mutation"].items() if role in rule.roles]


def test_a_mutation_has_one_input_and_a_payload_of_its_own(schema):
    for root, name, field in roots(schema):
        if root == "Mutation":
            capital = name[0].upper() + name[1:]
            assert {arg: get_named_type(a.type).name for arg, a in field.args.items()} == {
                "input": f"{capital}Input"
            }
            payload = schema.type_map[f"{capital}Payload"]
            assert get_named_type(field.type) is payload
            assert {"errors", "position"} < set(payload.fields)
            given = schema.type_map[f"{capital}Input"].fields
            assert {"commandId", "expectedVersion"} <= set(given)
            # A registration is no event of the ledger: there is no day on which it happened.
            rows = ("subscriber", "serviceAccount", "access")
            assert ("occurredOn" in given) is not name.startswith(rows), name


def test_error_codes_are_those_that_the_command_declares(schema):
    codes = set(schema.type_map["TicketTriageErrorCode"].values)
    assert codes == {code.name for code in (*TriageTicket.refuses, *CommandRefusal)}


def test_a_list_is_a_connection_with_all_its_arguments(schema):
    for name, field in schema.query_type.fields.items():
        if get_named_type(field.type).name.endswith("Connection"):
            paging = {"first", "after", "last", "before", "filter"}
            of_read_models = set() if name in NO_READ_MODELS else {"atLeast", "asOf"}
            assert set(field.args) == paging | of_read_models, name
            assert not any(is_required_argument(argument) for argument in field.args.values())


def test_every_node_can_be_found_again(schema):
    nodes = schema.get_possible_types(schema.type_map["Node"])
    assert {type_.name for type_ in nodes} == set(LOADS)


def test_the_committed_schema_is_the_one_that_is_served():
    assert sdl.check(allow_breaking=True) == []


def test_a_breaking_change_is_found(schema):
    committed = print_schema(lexicographic_sort_schema(schema))
    assert sdl.breaking_changes(committed, schema) == []
    before = committed.replace("type Query {", 'type Query {\n  """旧: x"""\n  old: Int\n', 1)
    parse(before)
    assert [change.description for change in sdl.breaking_changes(before, schema)] == [
        "Field Query.old was removed."
    ]
