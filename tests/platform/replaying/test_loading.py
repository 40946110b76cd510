"""What travels in a bundle is there in a replay: so that an auditor of the copy needs no other key."""

import asyncpg
from bundling import CODE, ORIGIN, Made, entry
from noting import Signer, b64

from concord.replaying.loading import load
from concord.verifying import VerifierKey
from concord.verifying.sources import database as source
from concord.verifying.sources.bundle import Bundle
from concord.verifying.verification import verify

NEW = bytes(32)


async def test_a_replay_keeps_the_notes_in_which_keys_vouch_for_each_other(database, tmp_path):
    old = Signer(ORIGIN)
    made = Made([entry(n) for n in range(1, 301)], signer=Signer(ORIGIN, NEW))
    made.earlier(300)
    text = f"ledger.example.org/keys\nsuccession\n{b64(made.signer.public)}\n"
    lines = "".join(Signer("ledger.example.org/keys", *seed).line(text) for seed in ((), (NEW,)))
    made.members["successions"] = f"{text}\n{lines}".encode()
    made.members["keys"] += f"{old.verifier_key}\n".encode()

    with Bundle(made.write(tmp_path / "bundle.tar")) as bundle:
        async with asyncpg.create_pool(database.owner, min_size=0, max_size=2) as pool:
            await load(pool, bundle, lambda done, total: None)
    known = VerifierKey.parse(old.verifier_key)
    async with source.opened(database.auditor, CODE) as opened:
        found = await verify(opened, [known])

    assert found.faults == []
    assert [(one.old, one.new.public) for one in found.succeeded] == [(known, made.signer.public[1:])]
