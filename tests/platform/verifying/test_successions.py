"""A key vouches for the next: who trusts the old one follows, and nobody else's note leads anywhere."""

import pytest
from bundling import ORIGIN, Made, entry
from noting import Signer, b64

from concord.verifying import Fault, VerifierKey, Wrong
from concord.verifying.receipt import open_receipt
from concord.verifying.sources.bundle import Bundle
from concord.verifying.successions import split_notes, successions
from concord.verifying.verification import verify

NAME = "ledger.example.org/keys"
SEEDS = {"old": bytes(range(32)), "new": bytes(32), "third": b"3" * 32, "stranger": b"x" * 32}


def key(who, name=ORIGIN):
    return VerifierKey.parse(Signer(name, SEEDS[who]).verifier_key)


def note(new="new", signers=("old", "new"), name=NAME, word="succession"):
    text = f"{name}\n{word}\n{b64(Signer(name, SEEDS[new]).public)}\n"
    return f"{text}\n{''.join(Signer(name, SEEDS[one]).line(text) for one in signers)}".encode()


def test_a_chain_is_followed_in_whatever_order_its_notes_come():
    notes = [note("third", ("new", "third")), note()]

    found = successions([key("old")], notes)

    assert found == [(key("old"), key("new")), (key("new"), key("third"))]
    assert successions([key("third")], notes) == [], "nobody is led back"
    assert split_notes(b"\n".join(notes)) == notes


@pytest.mark.parametrize(
    "forged",
    [
        note(signers=("stranger", "new")),
        note(signers=("new",)),
        note(signers=("old",)),
        note("stranger", ("stranger",)),
        note(name="another.example.org/keys"),
        note(name=ORIGIN),
        note(word="13"),
    ],
    ids=["by a stranger", "by itself", "without the new one", "of a stranger", "elsewhere", "origin", "word"],
)
def test_what_the_old_key_and_the_new_one_did_not_sign_as_a_succession_leads_nowhere(forged):
    assert successions([key("old")], [forged]) == []


def test_a_key_put_in_place_of_the_one_that_was_vouched_for_is_noticed():
    new, stranger = (b64(Signer(NAME, SEEDS[who]).public).encode() for who in ("new", "stranger"))

    with pytest.raises(Wrong) as refused:
        successions([key("old")], [note().replace(new, stranger)])
    assert refused.value.fault is Fault.BAD_SIGNATURE


@pytest.mark.parametrize("raw", [b"x", note() + b"\n", note()[:-1], b"\n" + note()])
def test_a_file_of_notes_that_is_not_whole_is_said_to_be_that(raw):
    with pytest.raises(Wrong) as refused:
        split_notes(raw)
    assert refused.value.fault is Fault.NOTE_MALFORMED


async def test_a_bundle_signed_by_the_new_key_alone_holds_for_whoever_knows_the_old_one(tmp_path):
    made = Made([entry(n) for n in range(1, 31)], signer=Signer(ORIGIN, SEEDS["new"]))
    made.members["successions"] = note()

    with Bundle(made.write(tmp_path / "bundle.tar")) as bundle:
        found = await verify(bundle, [key("old")])
    assert (found.faults, found.succeeded) == ([], [(key("old"), key("new"))])

    del made.members["successions"]
    with Bundle(made.write(tmp_path / "without.tar")) as bundle, pytest.raises(Wrong) as refused:
        await verify(bundle, [key("old")])
    assert refused.value.fault is Fault.NOT_SIGNED


def test_a_receipt_by_the_new_key_is_read_by_whoever_knows_the_old_one():
    made = Made([entry(n) for n in range(1, 31)], signer=Signer(ORIGIN, SEEDS["new"]))
    open_receipt(made.receipt(7), [key("old")], [note()]).proves(entry(7))
    carrying = made.receipt(7).replace(b"\n", f"\nextra {b64(note())}\n".encode(), 1)
    open_receipt(carrying, [key("old")]).proves(entry(7))

    with pytest.raises(Wrong) as refused:
        open_receipt(made.receipt(7), [key("old")])
    assert refused.value.fault is Fault.NOT_SIGNED


async def verified(tmp_path, kept, size=30):
    """By today's key alone, with what somebody kept."""
    made = Made([entry(n) for n in range(1, size + 1)], signer=Signer(ORIGIN, SEEDS["new"]))
    with Bundle(made.write(tmp_path / "bundle.tar")) as bundle:
        return await verify(bundle, [key("new")], [kept])


def kept_long_ago(size=20, **changed):
    return Made([entry(n, **(changed if n == 7 else {})) for n in range(1, size + 1)])


async def test_a_receipt_by_a_forgotten_key_is_checked_to_today_s(tmp_path):
    assert (await verified(tmp_path, kept_long_ago().receipt(7))).faults == []
    assert (await verified(tmp_path, kept_long_ago().members["checkpoint"])).checkpoints == 1


@pytest.mark.parametrize(
    ("kept", "fault"),
    [
        (kept_long_ago(version=2).receipt(7), Fault.NOT_SIGNED),
        (kept_long_ago(size=40).receipt(7), Fault.NOT_SIGNED),
        (kept_long_ago().receipt(7).replace(b"index 6", b"index 8"), Fault.INCLUSION_WRONG),
        (kept_long_ago().receipt(7).replace(b"index 6", b"index 99"), Fault.MISSING),
    ],
    ids=["another entry", "of more than there is", "another place", "no place"],
)
async def test_what_the_ledger_does_not_have_is_no_receipt_of_it(tmp_path, kept, fault):
    found = await verified(tmp_path, kept)
    assert next(wrong.fault for wrong in found.faults) is fault
