"""A group that imports a command only when it is asked for: `concord token` need not wait for the API."""

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click


class Lazy(click.Group):
    """Command `x` is the object `x` of the module `x` in `package`; `x_` where `x` is a word of
    Python's; a dash is an underscore there."""

    def __init__(
        self, *args: Any, commands_help: dict[str, str], package: str = "concord.cli", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._commands_help = commands_help
        self._package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which one needs them."""
        return list(self._commands_help)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        if cmd_name not in self._commands_help:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"{self._package}.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """From the table, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._commands_help.items()))
