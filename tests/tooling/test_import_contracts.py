"""The import contracts are alive: a context that imports another one breaks them."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PORTIONS = ("platform", "domains", "projections", "graphql")


def portions() -> set[str]:
    """Second-level names that exist: `concord.eventstore`, ..."""
    return {
        f"concord.{package.name}"
        for root in PORTIONS
        for package in (ROOT / root / "concord").iterdir()
        if (package / "__init__.py").exists()
    }


def configuration() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_every_portion_is_under_contract():
    assert portions() <= set(configuration()["root_packages"])


@pytest.mark.parametrize(
    ("folder", "statement"),
    [
        ("domains/concord/tickets", "import concord.alliances"),
        ("domains/concord/tickets", "import asyncpg"),
        ("platform/concord/eventstore", "import concord.tickets"),
        ("projections/concord/readmodels", "import concord.api"),
        ("platform/concord/verifying", "import concord.eventstore"),
    ],
)
def test_a_broken_contract_fails(tmp_path, folder, statement):
    for root in PORTIONS:
        (tmp_path / root).symlink_to(ROOT / root)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    top, rest = folder.split("/", 1)
    (tmp_path / top).unlink()
    _copy_links(ROOT / top, tmp_path / top, rest)
    assert " kept, 0 broken" in _lint(tmp_path)

    (tmp_path / folder / "intruder.py").write_text(f"{statement}\n")

    assert re.search(r" kept, [1-9] broken", _lint(tmp_path))


def _copy_links(source: Path, target: Path, rest: str) -> None:
    """A folder like `source` whose files are links, so that one can be added along the path `rest`."""
    target.mkdir()
    head, _, tail = rest.partition("/")
    for child in source.iterdir():
        if child.name == head and tail:
            _copy_links(child, target / child.name, tail)
        elif child.name == head:
            (target / child.name).mkdir()
            for file in child.iterdir():
                (target / child.name / file.name).symlink_to(file)
        else:
            (target / child.name).symlink_to(child)


def _lint(folder: Path) -> str:
    path = ":".join(str(folder / root) for root in PORTIONS)
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path += {sys.path!r}; {program}", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr
