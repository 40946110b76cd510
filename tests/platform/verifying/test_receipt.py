"""Receipts: one text proves one entry, and no other."""

import pytest
from noting import Signer, b64, in_chinese, inclusion_path, tree_hash

from concord.verifying import Fault, VerifierKey, Wrong, open_receipt

ENTRIES = [b'{"n":%d}' % n for n in range(13)]
KEYS = [VerifierKey.parse(Signer().verifier_key)]


def receipt(index: int = 6, extra: str = "") -> str:
    proof = "".join(f"{b64(node)}\n" for node in inclusion_path(index, ENTRIES))
    checkpoint = Signer().checkpoint(13, tree_hash(ENTRIES)).decode()
    return f"c2sp.org/tlog-proof@v1\n{extra}index {index}\n{proof}\n{checkpoint}"


@pytest.mark.parametrize("index", range(13))
@pytest.mark.parametrize("extra", ["", "extra aGVsbG8=\n"])
def test_it_proves_its_entry(index, extra):
    opened = open_receipt(receipt(index, extra).encode(), KEYS)

    assert opened.position == index + 1
    opened.proves(ENTRIES[index])


def test_it_proves_no_altered_entry():
    opened = open_receipt(receipt().encode(), KEYS)
    with pytest.raises(Wrong) as wrong:
        opened.proves(ENTRIES[6] + b" ")
    assert (wrong.value.fault, wrong.value.position) == (Fault.INCLUSION_WRONG, 7)


def test_it_proves_nothing_at_another_index():
    opened = open_receipt(receipt().replace("index 6", "index 7").encode(), KEYS)
    with pytest.raises(Wrong):
        opened.proves(ENTRIES[6])


def test_an_index_beyond_the_checkpoint_s_size_proves_nothing():
    opened = open_receipt(receipt(12).replace("index 12", "index 4294967308").encode(), KEYS)
    with pytest.raises(Wrong):
        opened.proves(ENTRIES[12])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("@v1", "@v2"),
        ("index 6", "index 06"),
        ("index 6", "index +6"),
        ("index 6", "index -6"),
        ("index 6\n", ""),
        ("index 6\n", "index 6\nAAAA\n"),
        ("index 6\n", "index 6\n" + f"{b64(bytes(32))}\n" * 65),
        ("index 6\n", "extra ?\nindex 6\n"),
        ("\n\n", "\n"),
    ],
)
def test_a_receipt_that_is_malformed_is_refused(old, new):
    with pytest.raises(Wrong) as wrong:
        open_receipt(receipt().replace(old, new, 1).encode(), KEYS)
    assert wrong.value.fault in (Fault.RECEIPT_MALFORMED, Fault.NOTE_MALFORMED)
    assert in_chinese(wrong.value.said("zh"))


def test_a_receipt_of_a_key_that_is_not_trusted_is_refused():
    other = Signer(seed=bytes(32))
    with pytest.raises(Wrong) as wrong:
        open_receipt(receipt().encode(), [VerifierKey.parse(other.verifier_key)])
    assert wrong.value.fault is Fault.NOT_SIGNED
