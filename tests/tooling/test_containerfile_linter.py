"""The Containerfile linter catches what it is for; ours passes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(__file__).parent / "containerfile_linter.py"
GOOD = """FROM python:3.11-slim AS build
COPY pyproject.toml ./
FROM python:3.11-slim
COPY --from=build /opt /opt
USER 10001
ENTRYPOINT ["concord"]
"""


def lint(path: Path) -> list[str]:
    done = subprocess.run([sys.executable, LINTER, path], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.returncode == bool(done.stdout)
    return [line.split(": ", 1)[1] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ("USER 10001", "USER root", "as root"),
        ("USER 10001\n", "", "as root"),
        ("FROM python:3.11-slim\n", "FROM python\n", "has no version"),
        ("FROM python:3.11-slim\n", "FROM python:latest\n", "has no version"),
        ('["concord"]', "concord serve", "shell form"),
        ("pyproject.toml", "pyproject.tml", "does not exist"),
        ("--from=build", "--from=bild", "there is no stage"),
        ("USER", "ENV DB_PASSWORD=x\nUSER", "a secret in the image"),
        ("USER", "RUN pip install \\\n    requests\nUSER", "without --require-hashes"),
        ("USER", "ADD https://example.org/x /x\nUSER", "ADD is not used"),
        ('ENTRYPOINT ["concord"]\n', "", "nothing is started"),
    ],
)
def test_a_fault_is_found(tmp_path, before, after, finding):
    assert before in GOOD
    (tmp_path / "Containerfile").write_text(GOOD.replace(before, after, 1))

    findings = lint(tmp_path / "Containerfile")

    assert len(findings) == 1
    assert finding in findings[0]


def test_a_good_one_passes(tmp_path):
    (tmp_path / "Containerfile").write_text(GOOD)

    assert lint(tmp_path / "Containerfile") == []


def test_ours_passes():
    assert lint(ROOT / "deploy" / "Containerfile") == []
