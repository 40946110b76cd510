"""`concord ledger key`."""

from datetime import timedelta

import click

from concord.cli.output import json_option, show
from concord.ledger import keys
from concord.ledger.journal import recorded
from concord.ledger.notes import encoded, verifier_key
from concord.settings import load

COLUMNS = {"file": "file 文件", "state": "state 状态", "until": "until 截止", "public_key": "public key 公钥"}


@click.group()
def key() -> None:
    """Signing keys of `concord seal` 签名密钥. Run it where they are (CONCORD_SEALER_KEYS_DIR).

    \b
    concord ledger key list
    concord ledger key rotate                 # the old key signs along for 30 days
    concord ledger key rotate --overlap 0     # it is compromised: it signs no more
    """


@key.command(name="list")
@click.option(
    "--verifier-keys", is_flag=True, help="Of every ledger, one a line, as auditors are given them."
)
@json_option
def list_(verifier_keys: bool, as_json: bool) -> None:
    """Every key that ever signed, the newest first."""
    settings = load()
    ring = keys.read(settings.sealer_keys)
    if verifier_keys:
        for origin in sorted(head.origin for head in recorded(settings.sealer_state).values()):
            for one in ring.keys:
                click.echo(verifier_key(origin, one.public))
        return
    signing = set(map(id, ring.signing))
    rows = [
        {
            "file": one.path.name,
            "state": "signs 签署" if id(one.private) in signing else "retired 停用",
            "until": one.until,
            "public_key": encoded(one.public),
        }
        for one in ring.keys
    ]
    show(rows, COLUMNS, as_json=as_json)


@key.command()
@click.option(
    "--overlap",
    type=click.IntRange(0, 3650),
    default=30,
    show_default=True,
    help="Days in which the old key signs beside the new one; 0 where it is compromised.",
)
@click.option(
    "--vouching",
    multiple=True,
    metavar="FILE",
    help="A retired key that was rotated before keys vouched for each other; never one that was compromised.",
)
def rotate(overlap: int, vouching: tuple[str, ...]) -> None:
    """Make a new key; then restart `concord seal`.

    In the overlap every checkpoint has both signatures, and a note in which the old key vouches for the new
    one is published for ever: whoever trusts the old key need not be told. Without an overlap it vouches for
    nothing. Nothing that was signed is lost. Back the folder up. 重叠期内新旧密钥同时签署，并留存接续凭证。

    \b
    concord ledger key rotate --vouching ed25519-0001.pem   # who knows that one follows it, too
    """
    settings = load()
    ring = keys.rotate(settings.sealer_keys, timedelta(days=overlap), settings.ledger_name, vouching)
    newest, before, *_ = ring.keys
    until = f"{before.until:%Y-%m-%d %H:%M} UTC"
    click.echo(
        f"{newest.path.name} signs once `concord seal` is started again; {before.path.name} signs along "
        f"until {until}. 重启签署进程后生效。"
    )
