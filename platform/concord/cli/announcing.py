"""What `concord demo` tells the person in front of it."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from concord.settings import Settings

FIRST_QUERY = """{
  alliances(first: 5) {
    edges { node { name memberCount chair { title organization { name } startsOn endsOn } } }
  }
  ledger { head }
}"""


def say(line: str) -> None:
    """One step of the start."""
    click.echo(f"  {line}")
    sys.stdout.flush()


def announce(settings: Settings, metrics_ports: Mapping[str, int]) -> None:
    """Where everything is; the last line is the one that scripts wait for."""
    url = f"http://{_reachable(settings.host)}:{settings.port}"
    command = _command(settings)
    others = "   ".join(f"http://127.0.0.1:{port}/metrics" for port in metrics_ports.values() if port)
    click.echo(
        f"""
  Query page 查询页  {url}/graphql   (in a browser 用浏览器打开)
  NATS JetStream     {settings.nats}   subjects evt.v1.<tenant>.>
  A token 令牌       {command} token --tenant jianghai --role secretary
  Health, metrics    {url}/ready   {url}/metrics   {others}
  Data and logs      {settings.data_dir}

  A first query 第一个查询:

{_indented(_curl(url, command))}

  Ctrl-C stops everything; the data stays. 按 Ctrl-C 停止，数据保留。

Concord is ready: {url}/graphql"""
    )
    sys.stdout.flush()


def _curl(url: str, command: str) -> str:
    query = " ".join(FIRST_QUERY.split()).replace('"', '\\"')
    return (
        f"""curl -s {url}/graphql -H 'Content-Type: application/json' \\\n"""
        f"""  -H "Authorization: Bearer $({command} token --tenant jianghai --role secretary)" \\\n"""
        f"""  -d '{{"query": "{query}"}}'"""
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _command(settings: Settings) -> str:
    """As the reader can paste it in this folder, with the settings that this run has."""
    program = Path(sys.executable).parent / "concord"
    here = Path.cwd()
    shown = program.relative_to(here) if program.is_relative_to(here) else program
    if settings.data_dir == here / ".concord":
        return str(shown)
    return f"CONCORD_DATA_DIR={settings.data_dir} {shown}"


def _reachable(host: str) -> str:
    return "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host  # noqa: S104
