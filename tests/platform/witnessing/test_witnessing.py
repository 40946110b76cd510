"""A witness signs what continues all that it has seen, and nothing else."""

import base64
import random
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.verifying import VerifierKey, open_checkpoint
from concord.verifying.merkle import leaf_hash, root_of
from concord.verifying.note import Note
from concord.verifying.tree import WIDTH, tile_root
from concord.witnessing import Memory, Refusal, Refused, WitnessKey, observe
from concord.witnessing.continuing import is_continued, root_at
from concord.witnessing.memory import InUse

ORIGIN = "ledger.example.org/ledgers/t"


class Log:
    """A ledger that somebody serves: any tree, any checkpoint of it that the key's holder likes to sign."""

    def __init__(self, entries: list[bytes], key: Ed25519PrivateKey | None = None) -> None:
        self.entries = entries
        self.key = key or Ed25519PrivateKey.from_private_bytes(bytes(32))
        public = b"\x01" + self.key.public_key().public_bytes_raw()
        self.id = sha256(ORIGIN.encode() + b"\n" + public).digest()[:4]
        self.vkey = VerifierKey.parse(f"{ORIGIN}+{self.id.hex()}+{base64.b64encode(public).decode()}")

    def root(self, size: int | None = None) -> bytes:
        return root_of(map(leaf_hash, self.entries[:size]))

    def checkpoint(self, size: int | None = None) -> bytes:
        size = len(self.entries) if size is None else size
        text = f"{ORIGIN}\n{size}\n{base64.b64encode(self.root(size)).decode()}\n"
        line = base64.b64encode(self.id + self.key.sign(text.encode())).decode()
        return f"{text}\n— {ORIGIN} {line}\n".encode()

    async def tile(self, level: int, index: int, width: int) -> bytes | None:
        hashes = [leaf_hash(entry) for entry in self.entries]
        for _ in range(level):
            hashes = [tile_root(hashes[n : n + WIDTH]) for n in range(0, len(hashes) - WIDTH + 1, WIDTH)]
        found = hashes[index * WIDTH : index * WIDTH + width]
        return b"".join(found) if len(found) == width else None


def entries(count: int, salt: str = "") -> list[bytes]:
    return [f"{salt}{n}".encode() for n in range(count)]


@pytest.fixture
def memory(tmp_path) -> Memory:
    return Memory(tmp_path / "witness")


@pytest.fixture
def key(memory) -> WitnessKey:
    return WitnessKey.of(memory.folder, "witness.example.org")


async def look(log: Log, memory: Memory, key: WitnessKey, size: int | None = None, trusted=None):
    return await observe(log, log.checkpoint(size), trusted or [log.vkey], memory, key)


@given(st.integers(1, 1200), st.integers(0, 1200))
@settings(deadline=None, max_examples=60)
async def test_a_proof_made_of_tiles_holds_for_the_true_roots_only(size, more) -> None:
    log = LOGS[size + more]
    assert await is_continued(log, size, log.root(size), size + more, log.root())
    assert await root_at(log, size + more, size + more) == log.root()
    assert not await is_continued(log, size, bytes(32), size + more, log.root())
    if more:
        assert not await is_continued(log, size, log.root(size), size + more, bytes(32))


class _Logs(dict[int, Log]):
    def __missing__(self, size: int) -> Log:
        self[size] = Log(entries(size))
        return self[size]


LOGS = _Logs()


async def test_a_growing_ledger_is_cosigned_each_time(memory, key) -> None:
    log = Log(entries(700))
    for size in (1, 2, 255, 256, 257, 512, 700, 700):
        observed = await look(log, memory, key, size)
        witness = VerifierKey.parse(key.verifier_key)
        opened = open_checkpoint(observed.cosigned, [log.vkey, witness])
        assert opened.signers == (log.vkey, witness)
        assert opened.size == size
    assert memory.checkpoint(ORIGIN) == log.checkpoint()


async def test_the_cosignature_is_in_c2sp_s_form(memory, key) -> None:
    """tlog-cosignature: key id over 0x04, eight bytes of time, Ed25519 over a header and the text."""
    observed = await look(Log(entries(3)), memory, key)
    (_, line) = Note.parse(observed.cosigned).signatures
    public = key.key.public_key().public_bytes_raw()
    assert line.key_id == sha256(b"witness.example.org\n\x04" + public).digest()[:4]
    assert len(line.value) == 8 + 64
    time = int.from_bytes(line.value[:8])
    message = b"cosignature/v1\ntime %d\n" % time + Note.parse(observed.cosigned).text
    key.key.public_key().verify(line.value[8:], message)


@pytest.mark.parametrize(("seen", "shown"), [(5, 5), (5, 9), (256, 300), (300, 700), (512, 700)])
async def test_a_split_view_is_refused_with_evidence(memory, key, seen, shown) -> None:
    honest = Log(entries(seen))
    await look(honest, memory, key)
    forked = Log([*entries(seen - 1), b"another history", *entries(shown - seen, "x")])
    with pytest.raises(Refused) as refused:
        await look(forked, memory, key)
    assert refused.value.refusal is Refusal.SPLIT_VIEW
    assert refused.value.evidence is not None
    evidence = refused.value.evidence.read_bytes()
    assert honest.checkpoint() in evidence
    assert forked.checkpoint() in evidence
    assert memory.checkpoint(ORIGIN) == honest.checkpoint(), "what was refused is not remembered"


async def test_a_rollback_is_refused_with_evidence(memory, key) -> None:
    log = Log(entries(300))
    await look(log, memory, key)
    with pytest.raises(Refused) as refused:
        await look(log, memory, key, 299)
    assert refused.value.refusal is Refusal.ROLLED_BACK
    assert refused.value.evidence is not None
    assert "ROLLED BACK" in str(refused.value)
    await look(log, memory, key)


async def test_the_same_refusal_again_keeps_its_evidence_once(memory, key) -> None:
    await look(Log(entries(5)), memory, key)
    found = set()
    for _ in range(3):
        with pytest.raises(Refused) as refused:
            await look(Log(entries(5, "x")), memory, key)
        found.add(refused.value.evidence)
    assert len(found) == 1


async def test_a_checkpoint_by_another_key_is_refused(memory, key) -> None:
    log = Log(entries(5))
    thief = Log(entries(6), Ed25519PrivateKey.generate())
    await look(log, memory, key)
    with pytest.raises(Refused) as refused:
        await observe(thief, thief.checkpoint(), [log.vkey], memory, key)
    assert refused.value.refusal is Refusal.NOT_TRUSTED
    assert memory.checkpoint(ORIGIN) == log.checkpoint()


async def test_tiles_that_are_not_the_checkpoint_s_prove_nothing(memory, key) -> None:
    await look(Log(entries(300)), memory, key)
    shown = Log(entries(600))
    shown.entries[450] = b"edited"
    genuine = Log(entries(600))
    with pytest.raises(Refused) as refused:
        await observe(shown, genuine.checkpoint(), [genuine.vkey], memory, key)
    assert refused.value.refusal is Refusal.UNPROVEN


async def test_a_missing_tile_proves_nothing(memory, key) -> None:
    await look(Log(entries(300)), memory, key)
    with pytest.raises(Refused) as refused:
        await observe(Log(entries(3)), Log(entries(600)).checkpoint(), [Log([]).vkey], memory, key)
    assert refused.value.refusal is Refusal.UNPROVEN


async def test_started_again_it_is_the_same_witness_and_remembers(memory, key) -> None:
    log = Log(entries(20))
    await look(log, memory, key)
    again = Memory(memory.folder)
    same = WitnessKey.of(again.folder, "witness.example.org")
    assert same.verifier_key == key.verifier_key
    with pytest.raises(Refused):
        await look(Log(entries(25, "x")), again, same)
    log.entries += entries(10, "more")
    assert (await look(log, again, same)).grown == 10


async def test_what_it_signs_is_on_the_disk_before(memory, key, monkeypatch) -> None:
    log = Log(entries(4))

    def fail(self, checkpoint, time):
        assert memory.checkpoint(ORIGIN) == checkpoint
        raise KeyboardInterrupt

    monkeypatch.setattr(WitnessKey, "cosign", fail)
    with pytest.raises(KeyboardInterrupt):
        await look(log, memory, key)


def test_two_witnesses_cannot_have_one_folder(memory) -> None:
    with memory.held(), pytest.raises(InUse), Memory(memory.folder).held():
        pass


async def test_ledgers_are_told_apart_by_their_origin(memory, key) -> None:
    chance = random.Random(3)
    for number in range(5):
        log = Log(entries(chance.randint(1, 30), str(number)))
        memory.remember(f"other/{number}", log.checkpoint())
    assert memory.checkpoint(ORIGIN) is None
    await look(Log(entries(2)), memory, key)
