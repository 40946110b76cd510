"""Proof of an erasure: what a thorough finder still has of the person afterwards, everywhere, is nothing; and
the ledger still proves itself, in bundles and against checkpoints of before."""

import base64
import re
import tarfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import orjson
import pytest
from asking import Asker, Door, credit_code
from sealing import sealed

from concord.exporting.bundle import export
from concord.exporting.ledger import Ledger
from concord.privacy.disclosures import digest_of
from concord.tenancy import Tenant
from concord.verifying import VerifierKey
from concord.verifying.sources.bundle import Bundle
from concord.verifying.verification import verify

NAME, PHONE = "司徒无痕", "13877770001"


async def verified(path: Path) -> int:
    """How many entries a bundle proves, by the verifier that shares no code with the writer."""
    with Bundle(path) as bundle:
        held = await bundle.held()
        found = await verify(bundle, [VerifierKey.parse(key) for key in held.keys])
    assert found.faults == []
    return found.held.last


def lines(bundle: Path, folder: str) -> list[bytes]:
    """Of the bundle's members in that folder."""
    with tarfile.open(bundle) as tar:
        members = [tar.extractfile(one) for one in tar if one.name.startswith(folder)]
        return [line for member in members if member for line in member.read().splitlines()]


@pytest.fixture
async def auditor(database):
    async with asyncpg.create_pool(database.auditor, min_size=0, max_size=2) as pool:
        yield pool


async def test_nothing_remains_of_an_erased_person_and_every_proof_holds(
    services, servers, database, auditor, api: Door, administrator: Asker, tenant: Tenant, tmp_path
):
    subject = uuid4()
    contact = {"subject": str(subject), "name": NAME, "phone": PHONE}
    members = {"creditCode": credit_code(900), "name": "单位", "kind": "ENTERPRISE", "contact": contact}
    members["commandId"] = str(uuid4())
    await administrator.done("organizationRegister", **members)
    assert (
        await administrator.refused(
            "organizationRegister", **(members | {"contact": contact | {"name": "王小明"}})
        )
        == "COMMAND_REUSED"
    )
    await sealed(database.dsn("concord_sealer"), tmp_path / "sealer")
    ledger = Ledger(auditor, tenant)
    before, after = tmp_path / "before.tar", tmp_path / "after.tar"
    await export(ledger, before)
    await verified(before)
    held = [orjson.loads(line) for line in lines(before, "disclosures/")]
    of_person = [one for one in held if one["key_id"] == str(subject)]
    ciphertexts = [base64.b64decode(one["ciphertext"]) for one in of_person]
    assert len(ciphertexts) == 2
    (wrapped,) = services.keys._file.execute(
        "select wrapped from wrapped_key where key_id = ?", (subject.bytes,)
    ).fetchone()

    why = {"basis": "CONSENT_WITHDRAWN", "reason": "本人申请"}
    await administrator.done("subjectRequestErasure", subject=str(subject), **why)
    await api.enter(tenant).done("subjectErase", "erasure { status }", subject=str(subject))

    # Every leaf, proof and old checkpoint holds, of the bundle of before and of the ledger of now.
    await verified(before)
    await sealed(database.dsn("concord_sealer"), tmp_path / "sealer")
    await export(ledger, after)
    assert await verified(after) == 3
    entries = b"".join(lines(before, "tile/entries"))
    assert b"".join(lines(after, "tile/entries")).startswith(entries)
    assert not any(str(subject).encode() in line for line in lines(after, "disclosures/"))

    # The bundle of before has the ciphertexts, and nobody has the key.
    assert await services.keys.find(tenant.id, [subject]) == {}
    store = b"".join(path.read_bytes() for path in services.settings.keys.rglob("*") if path.is_file())
    assert wrapped not in store

    # The database's own files, dead rows, indexes, older generations and as-of schemas included. What is
    # deleted lies in free space until the table is rewritten; its write-ahead log is recycled in time.
    async with superuser(database) as connection:
        await connection.execute("vacuum full concord.disclosure")
        await connection.execute("checkpoint")
        oid = await connection.fetchval("select oid from pg_database where datname = current_database()")
        dumped = await connection.fetch("select d::text from concord.disclosure d")
    folder = servers.postgres.folder
    files = b"".join(path.read_bytes() for path in _files(folder, f"base/{oid}/"))
    everything = [*ciphertexts, NAME.encode(), PHONE.encode()]
    assert not any(one in files for one in everything)
    assert not any(str(subject) in row[0] for row in dumped)
    for one in (NAME.encode(), PHONE.encode()):  # these never came in, so not even the log has them
        assert not any(one in path.read_bytes() for path in _files(folder, "pg_wal/"))

    # A dictionary against the digests: without the salt each guess is worth nothing. What is kept of the
    # command tells right from wrong guesses no more either, though all other keys are there.
    digests = set(re.findall(rb'"([A-Za-z0-9_-]{43})"', entries))
    guesses = {digest_of(text).encode() for value in (NAME, PHONE) for text in _texts(value)}
    assert digests
    assert not digests & guesses
    for name in (NAME, "王小明"):
        guess = members | {"contact": contact | {"name": name}}
        assert await administrator.refused("organizationRegister", **guess) == "SUBJECT_ERASED"


@asynccontextmanager
async def superuser(database) -> AsyncIterator[asyncpg.Connection]:
    """Sees all rows."""
    connection = await asyncpg.connect(database.superuser)
    try:
        yield connection
    finally:
        await connection.close()


def _texts(value: str) -> list[str]:
    """What a guesser would hash: the disclosure with every salt that he can think of."""
    return [
        base64.urlsafe_b64encode(orjson.dumps([salt, name, value])).rstrip(b"=").decode()
        for name in ("name", "phone", "text")
        for salt in ("", "AAAAAAAAAAAAAAAAAAAAAA")
    ]


def _files(folder: Path, part: str) -> list[Path]:
    return [path for path in folder.rglob("*") if part in str(path) and path.is_file()]
