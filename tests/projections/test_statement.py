"""One SQL file, many statements: optional lines and named parameters."""

import pytest

from concord.readmodels.statement import bind

FILE = """-- Whatever is asked; :not_a_parameter of a comment.
select a::text from t
where tenant_id = :tenant
  and b = :name   -- if name
  and c = :name   -- if name
order by a        -- if forward
order by a desc   -- if backward
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.sql"
    path.write_text(FILE)
    return path


def test_lines_of_what_is_not_given_are_left_out(file):
    text, arguments = bind(file, {"tenant": 1, "name": None}, "forward")
    assert " ".join(text.split()) == "select a::text from t where tenant_id = $1 order by a"
    assert arguments == [1]


def test_a_parameter_named_twice_is_sent_once(file):
    text, arguments = bind(file, {"tenant": 1, "name": "x", "unused": 2}, "backward")
    assert " ".join(text.split()[6:]) == "= $1 and b = $2 and c = $2 order by a desc"
    assert arguments == [1, "x"]


def test_false_is_given(file):
    assert bind(file, {"tenant": 1, "name": False})[1] == [1, False]


def test_a_parameter_that_the_statement_needs_is_missed(file):
    with pytest.raises(KeyError, match="tenant"):
        bind(file, {"name": "x"})
