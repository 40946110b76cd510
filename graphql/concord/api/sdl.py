"""`graphql/schema.graphql`: `python -m concord.api.sdl` writes it, `--check` compares what is committed.

The check fails where the file is stale, and where the schema breaks clients of the one committed last
(`graphql.utilities.find_breaking_changes`); a breaking change is made on purpose, with `--allow-breaking`.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from graphql import (
    BreakingChange,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
    lexicographic_sort_schema,
    print_schema,
)

from concord.api import schema as api

FILE = Path(__file__).parents[2] / "schema.graphql"


def current_sdl() -> str:
    """The schema as it is now, sorted."""
    return print_schema(lexicographic_sort_schema(_current())) + "\n"


def breaking_changes(before: str, now: GraphQLSchema | None = None) -> list[BreakingChange]:
    """What a client written against the schema `before` would stumble over."""
    return find_breaking_changes(build_schema(before), now or _current())


def committed(revision: str = "HEAD") -> str | None:
    """The file as it was committed last; None where there is no such commit, or no repository at all."""
    shown = subprocess.run(
        ["git", "show", f"{revision}:./{FILE.name}"], cwd=FILE.parent, capture_output=True, check=False
    )
    return shown.stdout.decode() if shown.returncode == 0 else None


def check(*, allow_breaking: bool = False) -> list[str]:
    """What is wrong, one sentence each."""
    wrong = []
    if not FILE.exists() or FILE.read_text(encoding="utf-8") != current_sdl():
        wrong.append(f"{FILE.name} is stale: run `python -m concord.api.sdl` and commit it")
    before = committed()
    if before is not None and not allow_breaking:
        wrong += [f"breaking: {change.description}" for change in breaking_changes(before)]
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m concord.api.sdl", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--allow-breaking", action="store_true", help="a change of the contract on purpose")
    arguments = parser.parse_args()
    if not arguments.check:
        FILE.write_text(current_sdl(), encoding="utf-8")
        return 0
    wrong = check(allow_breaking=arguments.allow_breaking)
    print("\n".join(wrong) or f"{FILE.name} is up to date", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def _current() -> GraphQLSchema:
    return api.build_schema(production=False)._schema


if __name__ == "__main__":
    sys.exit(main())
