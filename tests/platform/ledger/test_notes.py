"""Checkpoints are signed notes as C2SP defines them."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from concord.ledger.checkpoints import TreeHead, parsed, signed
from concord.ledger.notes import NotANote, is_signed, opened, verifier_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
ORIGIN = "ledger.example.org/t/0190a7c2"
ROOT = base64.b64decode("/GVuiFugcKz2karWRjn3LCcQpZrewwAR4qqOnsAHd/c=")
NOTE = (
    "ledger.example.org/t/0190a7c2\n13\n/GVuiFugcKz2karWRjn3LCcQpZrewwAR4qqOnsAHd/c=\n\n"
    "— ledger.example.org/t/0190a7c2 RaXxemIvqa6pWe5J4m50gqjJO26FqOUPGheCMJ5fkT8aoPbKCoADKqbA+H99ON56xVr80zzn"
    "YNhL00mpsS4vBGWJyg4=\n"
)
"""Checked with three independent verifiers when the format was chosen."""
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def test_the_worked_example():
    assert signed(TreeHead(1, ORIGIN, 13, ROOT), [KEY]) == NOTE
    assert parsed(NOTE) == (ORIGIN, 13, ROOT)
    assert is_signed(NOTE, ORIGIN, PUBLIC)
    assert verifier_key(ORIGIN, PUBLIC) == (
        "ledger.example.org/t/0190a7c2+45a5f17a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    )


def test_a_verifier_key_is_split_on_two_plus_signs_though_base64_has_more():
    name, _, coded = verifier_key("x/y", b"\xff" * 31 + b"\xfb").split("+", 2)

    assert name == "x/y"
    assert base64.b64decode(coded)[1:] == b"\xff" * 31 + b"\xfb"


def test_signatures_of_others_are_passed_over():
    twice = signed(TreeHead(1, ORIGIN, 13, ROOT), [OTHER, KEY]) + "— witness.example AAAAAXdpdG5lc3M=\n"

    assert is_signed(twice, ORIGIN, PUBLIC)
    assert len(opened(twice)[1]) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        NOTE.replace("\n13\n", "\n14\n"),
        NOTE.replace("0190a7c2\n13", "0190a7c3\n13"),
        signed(TreeHead(1, ORIGIN, 13, ROOT), [OTHER]),
        NOTE.replace("wAR4qqOnsAHd/c=", "wAR4qqOnsAHd/d="),
    ],
    ids=["size", "origin", "key", "root"],
)
def test_what_the_key_did_not_sign_is_not_its(wrong):
    assert not is_signed(wrong, ORIGIN, PUBLIC)


@pytest.mark.parametrize("size", ["+13", "-13", "013", "1e3", "13 ", "", "１３", "13.0"])
def test_a_size_is_plain_digits(size):
    with pytest.raises(NotANote):
        parsed(NOTE.replace("\n13\n", f"\n{size}\n"))


@pytest.mark.parametrize(
    "wrong",
    [
        NOTE[:-1],
        NOTE.replace("\n\n", "\n"),
        NOTE.replace("Hd/c=", "Hd/d="),  # the same bytes, another spelling
        NOTE.replace("Hd/c=", "Hd/c"),
        NOTE.replace("\n13\n", "\n13\r\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("d/c=", "d/c=\n"),
    ],
    ids=["no newline", "no blank line", "stray bits", "no padding", "carriage return", "dash", "empty line"],
)
def test_one_spelling_only(wrong):
    with pytest.raises(NotANote):
        parsed(wrong)


@given(st.text())
def test_whatever_comes_is_read_or_refused(text):
    try:
        origin, size, root = parsed(text)
    except NotANote:
        return
    assert text.startswith(f"{origin}\n{size}\n")
    assert len(root) == 32
