"""Every statement asks one tenant's live generation; what else it says is tested by what it answers."""

import re
from pathlib import Path

import pytest

import concord.readmodels

FOLDER = Path(next(iter(concord.readmodels.__path__)))
QUERIES = [file for file in FOLDER.rglob("*.sql") if not file.name.startswith("tables")]


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_query_asks_the_live_generation_of_its_read_model(file):
    text = re.sub(r"--.*", "", file.read_text(encoding="utf-8"))
    model = file.parent.name
    live = f"(select generation from read_model where tenant_id = :tenant and name = '{model}')"
    assert re.search(rf"where (\w\.)?tenant_id = :tenant\s+and (\w\.)?generation = {re.escape(live)}", text)


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_joined_table_is_asked_for_the_same_tenant_and_generation(file):
    text = file.read_text(encoding="utf-8")
    for table, alias in re.findall(r"\bselect [^()]*?from (\w+) (\w)\b", text):
        assert re.search(rf"\b{alias}\.tenant_id = (:tenant|\w\.tenant_id)", text)
        assert table == "event" or re.search(
            rf"\b{alias}\.generation = (\w\.generation|\(select generation from read_model)", text
        )
