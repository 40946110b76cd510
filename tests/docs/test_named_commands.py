"""Whatever a document calls a `concord` command is one, with options that it has."""

import re
import shlex
from pathlib import Path

import click
import pytest

from concord.cli.main import concord

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "README.zh-CN.md", "SECURITY.md")),
    *sorted((ROOT / "docs").glob("**/*.md")),
]
SCRIPT = re.compile(r"```sh\n(.*?)```", re.S)
COMMAND = re.compile(r"(?:^|[(|&;/] *)concord ([a-z].*)", re.M)
INLINE = re.compile(r"`concord ([a-z][^`…]*)`")


def in_scripts(text: str) -> list[str]:
    """Arguments of each call, without what the shell does with its output."""
    scripts = [script.replace("\\\n", " ") for script in SCRIPT.findall(text)]
    calls = [call for script in scripts for call in COMMAND.findall(script)]
    return [re.split(r"\s[|>&;]|\)(?:\s|$)", call)[0] for call in calls]


def parse(arguments: list[str]) -> None:
    """Raises `click.UsageError` for a name or an option that is none, and where something is missing."""
    command: click.Command = concord
    while True:
        context = command.make_context(command.name, arguments, resilient_parsing=False)
        with context:
            if not isinstance(command, click.Group):
                return
            name, found, arguments = command.resolve_command(
                context, [*context._protected_args, *context.args]
            )
        assert name is not None
        assert found is not None
        command = found


def wrong(call: str, *, whole: bool) -> str | None:
    """What is wrong with it; a value that only stands for one (a file, an id) is not looked at."""
    arguments = shlex.split(call, comments=True)
    try:
        parse(arguments)
    except (click.exceptions.NoArgsIsHelpError, click.MissingParameter, click.BadOptionUsage) as error:
        return f"{call}: {error.format_message()}" if whole else None
    except click.BadParameter:
        return None
    except click.UsageError as error:
        return f"{call}: {error.format_message()}"
    except click.exceptions.Exit:
        return None
    return None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_a_document_names_is_there(document: Path):
    text = document.read_text("utf-8")
    found = [wrong(call, whole=True) for call in in_scripts(text)]
    found += [wrong(call, whole=False) for call in INLINE.findall(text)]

    assert [one for one in found if one] == []


def test_a_name_or_an_option_that_is_none_is_found():
    assert in_scripts("```sh\nX=$(.venv/bin/concord tenant list --json | head)\n```") == [
        "tenant list --json"
    ]
    assert wrong("tenant lists", whole=True)
    assert wrong("tenant list --jsn", whole=True)
    assert wrong("tenant show", whole=True)
    assert not wrong("tenant show", whole=False)
    assert not wrong("tenant show jianghai", whole=True)
