"""Verifier keys as a person gives them."""

from collections.abc import Sequence
from pathlib import Path

import click

from concord.cli.failures import Failure
from concord.cli.language import said
from concord.refusals import Message
from concord.verifying import VerifierKey, Wrong

NOT_A_KEY = Message("--key {given} 不是验签公钥：{wrong}", "--key {given}: {wrong}.")
key_option = click.option(
    "--key",
    "keys",
    multiple=True,
    help="Verifier key that you trust (name+id+base64), or a file with one a line; may be repeated.",
)


def trusted_keys(given: Sequence[str]) -> list[VerifierKey]:
    """All of them. Raises Failure."""
    return [key for one in given for key in _read(one)]


def _read(given: str) -> list[VerifierKey]:
    lines = Path(given).read_text("utf-8").split() if Path(given).is_file() else [given]
    try:
        return [VerifierKey.parse(line) for line in lines]
    except Wrong as wrong:
        raise Failure(said(NOT_A_KEY, given=given, wrong=wrong)) from None
