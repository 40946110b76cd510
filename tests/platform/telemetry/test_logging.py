"""The log: JSON lines with tenant, actor and correlation id, and never a token, a password or a person."""

import io
import json
import logging

import jwt
import pytest
import structlog

from concord import telemetry


@pytest.fixture
def lines(monkeypatch):
    """Configures logging into memory; returns the lines so far."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    stream = io.StringIO()
    telemetry.configure("info", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def test_a_line_names_tenant_actor_and_correlation(lines):
    with telemetry.correlated(tenant="yangdu", actor="7f", correlation="c1"):
        structlog.get_logger("x").info("done", count=3)
    structlog.get_logger("x").info("after")

    inside, after = lines()
    assert (inside["tenant"], inside["actor"], inside["correlation"]) == ("yangdu", "7f", "c1")
    assert (inside["event"], inside["level"], inside["count"]) == ("done", "info", 3)
    assert inside["at"].endswith("Z")
    assert "tenant" not in after


def test_lines_of_libraries_have_the_same_form(lines):
    with telemetry.correlated(tenant="yangdu"):
        logging.getLogger("library").warning("lost %s", "connection")

    assert lines()[0]["event"] == "lost connection"
    assert lines()[0]["tenant"] == "yangdu"


def test_less_severe_lines_are_left_out(lines):
    structlog.get_logger("x").debug("detail")

    assert lines() == []


@pytest.mark.parametrize("name", ["token", "Authorization", "password", "text", "phone", "variables"])
def test_members_with_a_secret_name_lose_their_value(lines, name):
    structlog.get_logger("x").info("event", **{name: "geheim", "nested": {name: "geheim"}})

    assert "geheim" not in json.dumps(lines())


def test_tokens_and_passwords_inside_texts_are_cut_out(lines):
    token = jwt.encode({"sub": "a"}, "k" * 32)
    structlog.get_logger("x").info(f"got {token}", url="postgresql://app:geheim@db/concord", of=[token])
    logging.getLogger("library").warning("header: Bearer %s", token)

    logged = json.dumps(lines())
    assert token not in logged
    assert "geheim" not in logged
    assert "app" in logged


def test_an_exception_shows_where_and_not_which_values(lines):
    phone = "13800138000"
    try:
        raise ValueError(f"duplicate key\nDETAIL:  Key (phone)=({phone}) already exists.")
    except ValueError:
        structlog.get_logger("x").exception("failed")
        logging.getLogger("library").exception("failed")

    for line in lines():
        assert line["exception"] == "ValueError"
        assert line["message"] == "duplicate key"
        assert "test_logging.py" in line["frames"][0]
        assert phone not in json.dumps(line)
