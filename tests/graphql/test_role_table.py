"""The page about the API shows who may do what, as the permission table has it."""

from pathlib import Path

from concord.api.document import (
    BEGIN,
    END,
    POLICIES_BEGIN,
    POLICIES_END,
    RECORDS_BEGIN,
    RECORDS_END,
    SIGHT_BEGIN,
    SIGHT_END,
    markdown,
    policies_markdown,
    records_markdown,
    sight_markdown,
)
from concord.identity import ROLE_NAMES, Role

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def test_the_api_page_holds_the_table_of_roles_as_it_is():
    _, begin, rest = PAGE.read_text().partition(BEGIN)
    table, end, _ = rest.partition(END)

    assert (begin, end) == (BEGIN, END)
    assert table == markdown()


def test_the_api_page_holds_the_table_of_policies_as_it_is():
    table, end, _ = PAGE.read_text().partition(POLICIES_BEGIN)[2].partition(POLICIES_END)

    assert end == POLICIES_END
    assert table == policies_markdown()


def test_the_api_page_holds_the_table_of_disclosures_as_it_is():
    table, end, _ = PAGE.read_text().partition(SIGHT_BEGIN)[2].partition(SIGHT_END)

    assert end == SIGHT_END
    assert table == sight_markdown()


def test_the_api_page_holds_the_table_of_records_as_it_is():
    table, end, _ = PAGE.read_text().partition(RECORDS_BEGIN)[2].partition(RECORDS_END)

    assert end == RECORDS_END
    assert table == records_markdown()


def test_every_role_is_named_in_both_languages():
    assert set(ROLE_NAMES) == set(Role)


def test_what_no_machine_may_do_is_marked_so():
    rows = [line.split("|")[1].strip() for line in markdown().splitlines()]

    assert "`subjectErase` †" in rows
    assert "`organizationRegister`" in rows


def test_a_role_that_acts_for_one_organization_is_marked_so():
    columns = ["", *Role]
    (row,) = [line for line in markdown().splitlines() if line.startswith("| `ticketRaise` ")]
    marks = dict(zip(columns, (cell.strip() for cell in row.split("|")[1:-1]), strict=True))

    assert (marks[Role.SECRETARY], marks[Role.OFFICER], marks[Role.AUDITOR]) == ("●", "○", "")
