"""`concord ledger verify` of a bundle: one screen, the first wrong position, an exit code."""

import json
import socket

import pytest
from bundling import ORIGIN, entry, ledger
from noting import Signer, tree_hash

KEY = Signer(ORIGIN).verifier_key


@pytest.fixture
def file(tmp_path):
    return tmp_path / "jianghai.ledger.tar"


def test_it_says_what_was_checked_since_when_and_by_whose_key(concord, file):
    done = concord("ledger", "verify", ledger(700).write(file), "--key", KEY)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("HOLDS 核验通过")
    for said in (
        "jianghai",
        ORIGIN,
        "1 – 700 of 700",
        "2026-01-01T00:01:00",
        f"{ORIGIN}+{KEY.split('+')[1]}",
    ):
        assert said in done.stdout
    assert len(done.stdout.splitlines()) < 24


def test_what_no_signature_covers_is_said_to_be_that(concord, file):
    made = ledger(5)
    made.members["human/jianghai.pdf"] = b"%PDF"

    done = concord("ledger", "verify", made.write(file), "--key", KEY)

    assert "not signed 无签名" in done.stdout
    assert "human/jianghai.pdf" in done.stdout


def test_keys_that_came_with_the_ledger_are_said_to_have(concord, file):
    done = concord("ledger", "verify", ledger(5).write(file))

    assert done.returncode == 0
    assert "came with it" in done.stdout


def test_the_first_wrong_position_is_named(concord, file):
    made = ledger(700).replace(300, entry(300, data={"text": "改"}))

    done = concord("ledger", "verify", made.write(file))

    assert done.returncode == 1
    assert done.stdout.startswith("DOES NOT HOLD 核验不通过")
    assert "LEAF_DIFFERS: Entry 300 does not match" in done.stdout


def test_scripts_get_one_json_document(concord, file, tmp_path):
    (tmp_path / "keys").write_text(f"{KEY}\n")
    (tmp_path / "kept").write_bytes(ledger(5).signer.checkpoint(8, tree_hash(ledger(8).entries)))
    arguments = ("--key", tmp_path / "keys", "--kept", tmp_path / "kept", "--json")

    done = concord("ledger", "verify", ledger(5).write(file), *arguments)

    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert (said["holds"], said["tenant"], said["size"], said["keysGiven"]) == (False, "jianghai", 5, True)
    assert [(one["code"], one["position"]) for one in said["faults"]] == [("CONSISTENCY_WRONG", 6)]


def test_a_bundle_that_nobody_trusted_signed_is_refused(concord, file):
    done = concord("ledger", "verify", ledger(5).write(file), "--key", Signer(ORIGIN, bytes(32)).verifier_key)

    assert done.returncode == 1
    assert "NOT_SIGNED: No key that you trust" in done.stdout


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda content: b"PDF", "NOT_A_BUNDLE: {file} is not an export bundle: it is not a tar file."),
        (lambda content: content[: len(content) // 2], "CUT_OFF: {file} is cut off, its end is missing:"),
    ],
)
def test_a_file_that_is_none_or_not_a_whole_one_is_said_to_be_that(concord, file, spoil, said):
    ledger(700).write(file)
    file.write_bytes(spoil(file.read_bytes()))

    done = concord("ledger", "verify", file)

    assert done.returncode == 1
    assert done.stdout.startswith("NOT VERIFIED 未能核验")
    assert said.format(file=file) in done.stdout


@pytest.mark.parametrize("key", ["nonsense", KEY.replace("+", "-")])
def test_a_key_that_is_none_is_said(concord, file, key):
    done = concord("ledger", "verify", ledger(5).write(file), "--key", key)

    assert done.returncode == 1
    assert done.stderr.startswith(f"concord: --key {key}: The verifier key is malformed")


@pytest.mark.parametrize("arguments", [(), ("--tenant", "jianghai", "x.tar")])
def test_either_a_bundle_or_a_tenant_is_verified(concord, arguments):
    done = concord("ledger", "verify", *arguments)

    assert done.returncode == 1
    assert "Give either TARGET" in done.stderr


def test_a_file_that_is_not_there_is_said(concord, tmp_path):
    done = concord("ledger", "verify", tmp_path / "nothing.tar")

    assert done.returncode == 1
    assert "There is no file" in done.stderr


def test_a_server_that_is_not_there_is_said_and_is_no_verdict(concord):
    with socket.socket() as taken:  # bound, and listens to nobody
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/ledgers/jianghai"
        done = concord("ledger", "verify", address)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("concord: 127.0.0.1 does not answer")
