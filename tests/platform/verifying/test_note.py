"""Signed notes and checkpoints are read strictly; whatever is spelled in a second way is refused."""

import base64
from hashlib import sha256

import pytest
from noting import ORIGIN, Signer, b64, in_chinese

from concord.verifying import Fault, VerifierKey, Wrong, open_checkpoint
from concord.verifying.note import Note

KEY = "ledger.example.org/t/0190a7c2+45a5f17a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
CHECKPOINT = """ledger.example.org/t/0190a7c2
13
/GVuiFugcKz2karWRjn3LCcQpZrewwAR4qqOnsAHd/c=

— ledger.example.org/t/0190a7c2 RaXxemIvqa6pWe5J4m50gqjJO26FqOUPGheCMJ5fkT8aoPbKCoADKqbA+H99ON56xVr80zznYNhL00mpsS4vBGWJyg4=
"""  # noqa: E501 - a signature line is as long as it is
ROOT = sha256(b"root").digest()


def refusal(raw: bytes | str, *keys: str) -> Fault:
    with pytest.raises(Wrong) as wrong:
        open_checkpoint(
            raw.encode() if isinstance(raw, str) else raw, [VerifierKey.parse(k) for k in keys or (KEY,)]
        )
    assert in_chinese(wrong.value.said("zh"))
    return wrong.value.fault


def test_the_worked_example_of_the_format_verifies():
    signed = open_checkpoint(CHECKPOINT.encode(), [VerifierKey.parse(KEY)])

    assert (signed.origin, signed.size, b64(signed.root)) == (ORIGIN, 13, CHECKPOINT.splitlines()[2])
    assert Signer().verifier_key == KEY


def test_a_key_whose_base64_has_a_plus_is_read():
    seeds = (sha256(b"%d" % n).digest() for n in range(100))
    text = next(t for seed in seeds if (t := Signer(seed=seed).verifier_key).count("+") > 2)

    assert VerifierKey.parse(text).name == ORIGIN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+45a5f17a",
        KEY.replace("45a5f17a", "45a5f17b"),
        KEY.replace("45a5f17a", "45A5F17A"),
        KEY + "A",
        KEY.replace("ledger.example", "ledger example"),
        KEY.replace("ledger.", "ledgers."),
        "+" + KEY,
    ],
)
def test_a_key_that_is_malformed_is_refused(text):
    with pytest.raises(Wrong) as wrong:
        VerifierKey.parse(text)
    assert wrong.value.fault is Fault.KEY_MALFORMED


@pytest.mark.parametrize(
    "size", ["+13", "-1", "013", "00", "", " 13", "13 ", "１３", "1e3", "13.0", "9" * 20]
)
def test_a_size_in_any_other_spelling_is_refused(size):
    assert refusal(Signer().checkpoint(size, ROOT)) in (Fault.CHECKPOINT_MALFORMED, Fault.NOTE_MALFORMED)


@pytest.mark.parametrize(
    "root", [b64(ROOT).rstrip("="), b64(ROOT)[:-2] + "1=", b64(ROOT[:31]), b64(ROOT) + " "]
)
def test_a_root_in_any_other_spelling_is_refused(root):
    assert refusal(Signer().sign(f"{ORIGIN}\n13\n{root}\n")) is Fault.CHECKPOINT_MALFORMED


@pytest.mark.parametrize(
    "raw",
    [
        "",
        CHECKPOINT[:-1],
        CHECKPOINT + "\n",
        CHECKPOINT.replace("\n", "\r\n"),
        CHECKPOINT.replace("\n\n", "\n"),
        CHECKPOINT.replace("— ", "- "),
        CHECKPOINT.replace("— ", "—  "),
        CHECKPOINT.replace("Jyg4=", "Jyg5="),
        CHECKPOINT.replace("=\n\n— ", "=\n\nx\n— "),
        CHECKPOINT + "— name \n",
        CHECKPOINT + "— na+me QUJDREU=\n",
        CHECKPOINT + "— name QUJDRA==\n",
        CHECKPOINT + "x" * 1_000_000,
        CHECKPOINT.encode() + b"\xff\n",
    ],
)
def test_a_note_that_is_malformed_is_refused(raw):
    assert refusal(raw) is Fault.NOTE_MALFORMED


def test_lines_of_other_keys_are_tolerated():
    text = CHECKPOINT.partition("\n\n")[0] + "\n"
    later = Signer("rotated.example.org/t/1", sha256(b"later").digest())
    others = later.line(text) + f"— pqc.example.org {base64.b64encode(bytes(5000)).decode()}\n"

    assert open_checkpoint((CHECKPOINT + others).encode(), [VerifierKey.parse(KEY)]).size == 13


def test_a_line_of_a_known_key_that_does_not_verify_refuses_the_whole_note():
    assert refusal(CHECKPOINT.replace("\n13\n", "\n14\n")) is Fault.BAD_SIGNATURE
    other = Signer(seed=sha256(b"other").digest())
    text = CHECKPOINT.partition("\n\n")[0] + "\n"
    assert refusal(CHECKPOINT + other.line("other text"), KEY, other.verifier_key) is Fault.BAD_SIGNATURE
    assert open_checkpoint((CHECKPOINT + other.line(text)).encode(), [VerifierKey.parse(KEY)])


def test_a_name_or_an_id_alone_is_not_a_key():
    same_name = Signer(seed=sha256(b"other").digest())
    assert refusal(CHECKPOINT, same_name.verifier_key) is Fault.NOT_SIGNED


def test_a_checkpoint_of_another_tenant_is_refused_though_its_key_is_known():
    assert refusal(Signer().checkpoint(13, ROOT, origin="ledger.example.org/t/other")) is Fault.ORIGIN_DIFFERS


def test_a_witness_counts_beside_the_ledger_s_key_and_not_in_its_place():
    witness = Signer("witness.example.org", sha256(b"witness").digest(), algorithm=4)
    text = CHECKPOINT.partition("\n\n")[0] + "\n"
    line = witness.line(text, time=1_785_000_000)

    both = open_checkpoint(
        (CHECKPOINT + line).encode(), [VerifierKey.parse(KEY), VerifierKey.parse(witness.verifier_key)]
    )
    assert [key.name for key in both.signers] == [ORIGIN, "witness.example.org"]
    assert refusal(CHECKPOINT + line, witness.verifier_key) is Fault.ORIGIN_DIFFERS
    tampered = witness.line(text, time=1).split()[2]
    value = base64.b64decode(tampered)
    later = b64(value[:4] + (2).to_bytes(8) + value[12:])
    assert (
        refusal(f"{CHECKPOINT}— witness.example.org {later}\n", KEY, witness.verifier_key)
        is Fault.BAD_SIGNATURE
    )


def test_a_text_may_hold_empty_lines():
    raw = Signer().sign("one\n\ntwo\n")
    assert Note.parse(raw).text == b"one\n\ntwo\n"
