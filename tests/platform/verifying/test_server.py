"""Any server of the standard layout is followed: here an unpacked bundle behind a plain web server."""

import http.server
import socket
import threading
from functools import partial

import pytest
from bundling import ORIGIN, Made, entry, ledger
from noting import Signer, b64

from concord.cli.ledger.witness import _look
from concord.verifying import Fault, VerifierKey, Wrong
from concord.verifying.sources.server import NotAnswered, Server
from concord.verifying.verification import verify
from concord.witnessing import Memory, WitnessKey

KEYS = [VerifierKey.parse(Signer(ORIGIN).verifier_key)]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Wants a token, as entries do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path.startswith("/ledgers/") and self.headers["authorization"] != "Bearer secret":
            self.send_error(401)
        else:
            super().do_GET()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def serve(tmp_path):
    """Serves a bundle's members as files; returns the ledger's address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def start(made: Made) -> str:
        for name, content in made.members.items():
            known = name in ("keys", "successions")
            root = f".well-known/concord-ledger-{name}" if known else f"ledgers/jianghai/{name}"
            path = tmp_path / root
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return f"http://127.0.0.1:{server.server_address[1]}/ledgers/jianghai"

    yield start
    server.shutdown()
    server.server_close()


async def test_a_server_s_ledger_holds(serve):
    found = await verify(Server(serve(ledger(700)), "secret"), KEYS)

    assert found.faults == []
    assert (found.held.tenant, found.held.last, found.tiles) == ("jianghai", 700, 4)


def succession(made, new):
    """The note in which the key that is known vouches for the one that has signed."""
    text = f"ledger.example.org/keys\nsuccession\n{b64(made.signer.public)}\n"
    lines = [Signer("ledger.example.org/keys", *seed).line(text) for seed in ((), (new,))]
    return f"{text}\n{''.join(lines)}".encode()


async def test_whoever_knows_the_key_before_follows_it(serve):
    new = bytes(32)
    made = Made([entry(n) for n in range(1, 6)], signer=Signer(ORIGIN, new))
    made.members["successions"] = succession(made, new)

    found = await verify(Server(serve(made), "secret"), KEYS)

    assert (found.faults, [one.old for one in found.succeeded]) == ([], KEYS)


async def test_a_witness_follows_a_note_from_the_key_that_it_pinned(serve, tmp_path, capsys):
    memory = Memory(tmp_path / "witness")
    key = WitnessKey.of(memory.folder, "witness.example.org")
    new = bytes(32)
    later = Made([entry(n) for n in range(1, 9)], signer=Signer(ORIGIN, new))
    assert await _look(serve(ledger(5)), "secret", [], memory, key)
    seen = memory.checkpoint(ORIGIN)

    assert not await _look(serve(later), "secret", [], memory, key), "nobody has vouched for that key"
    assert memory.checkpoint(ORIGIN) == seen

    later.members["successions"] = succession(later, new)
    assert await _look(serve(later), "secret", [], memory, key)
    assert memory.checkpoint(ORIGIN) == later.members["checkpoint"]
    assert "8 entries (+3) cosigned" in capsys.readouterr().out


@pytest.mark.parametrize("size", [b"ten", b"", b"-10"])
async def test_a_checkpoint_without_a_size_is_named_as_one(serve, size):
    made = ledger(10)
    made.members["checkpoint"] = made.members["checkpoint"].replace(b"\n10\n", b"\n%b\n" % size)
    with pytest.raises(Wrong) as wrong:
        await Server(serve(made), "secret").held()
    assert wrong.value.fault in (Fault.CHECKPOINT_MALFORMED, Fault.NOTE_MALFORMED)


async def test_an_edited_entry_is_named(serve):
    made = ledger(700).replace(300, entry(300, data={"text": "改"}))

    wrong = (await verify(Server(serve(made), "secret"), KEYS)).faults[0]

    assert (wrong.fault, wrong.position) == (Fault.LEAF_DIFFERS, 300)


async def test_what_the_server_does_not_give_is_named(serve):
    made = ledger(700)
    del made.members["tile/entries/001"]

    wrong = (await verify(Server(serve(made), "secret"), KEYS)).faults[0]

    assert wrong.fault is Fault.MISSING
    assert "tile/entries/001 (HTTP 404)" in wrong.said("en")


async def test_without_a_token_entries_stay_closed(serve):
    """Which is no verdict on the ledger."""
    with pytest.raises(NotAnswered, match=r"HTTP 401\).*CONCORD_TOKEN"):
        await verify(Server(serve(ledger(5)), None), KEYS)


async def test_an_address_without_a_ledger_is_no_verdict(serve):
    address = serve(ledger(5)).replace("jianghai", "jianghay")

    with pytest.raises(NotAnswered, match=r"HTTP 404\).*no ledger at this address"):
        await verify(Server(address, "secret"), KEYS)


async def test_a_server_that_is_not_there_is_no_verdict():
    with socket.socket() as taken:  # bound, and listens to nobody
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(NotAnswered, match="does not answer"):
            await verify(Server(f"http://127.0.0.1:{taken.getsockname()[1]}/ledgers/jianghai", None), KEYS)
