"""Proof of an erasure: what a thorough finder still has of the person afterwards, everywhere, is nothing; and
the ledger still proves itself, in bundles and against checkpoints of before."""

import base64
import re
import tarfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import orjson
import pytest
from asking import Asker, Door, credit_code
from founding import found
from sealing import sealed
from specimens import photograph

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


async def photographed(asker: Asker, organization: str) -> tuple[UUID, set[str]]:
    """A file called by the person's name, and the digests of its name and caption."""
    alliance = await found(asker, [organization])
    told = {"allianceId": alliance, "raiserId": organization, "title": "路灯", "description": "不亮"}
    ticket = (await asker.done("ticketRaise", "ticket { id }", **told))["ticket"]["id"]
    to = {"params": {"object": ticket}, "headers": asker.headers}
    file: str = (await asker.http.post("/files", content=photograph(), **to)).json()["fileId"]
    members = {"ticketId": ticket, "fileId": file, "name": f"{NAME}.jpg", "caption": f"{NAME}在现场"}
    position = (await asker.done("ticketAttachEvidence", **members))["position"]
    query = "query ($p: Position!) { ledger { entry(position: $p) { entry } } }"
    entry = (await asker.ask(query, p=position)).only["entry"]["entry"]
    data = orjson.loads(entry)["data"]
    return UUID(file), {data[member]["_sd"][0] for member in ("name", "caption")}


async def test_nothing_remains_of_an_erased_person_and_every_proof_holds(
    services, servers, database, auditor, api: Door, administrator: Asker, tenant: Tenant, tmp_path
):
    subject = uuid4()
    contact = {"subject": str(subject), "name": NAME, "phone": PHONE}
    members = {"creditCode": credit_code(900), "name": "单位", "kind": "ENTERPRISE", "contact": contact}
    members["commandId"] = str(uuid4())
    done = await administrator.done("organizationRegister", "organization { id }", **members)
    assert (
        await administrator.refused(
            "organizationRegister", **(members | {"contact": contact | {"name": "王小明"}})
        )
        == "COMMAND_REUSED"
    )
    file, texts = await photographed(administrator, done["organization"]["id"])
    await sealed(database.dsn("concord_sealer"), tmp_path / "sealer")
    ledger = Ledger(auditor, tenant)
    before, after = tmp_path / "before.tar", tmp_path / "after.tar"
    await export(ledger, before)
    await verified(before)
    held = [orjson.loads(line) for line in lines(before, "disclosures/")]
    of_person = [one for one in held if one["key_id"] == str(subject) or one["digest"] in texts]
    ciphertexts = [base64.b64decode(one["ciphertext"]) for one in of_person]
    assert len(ciphertexts) == 4
    ids = [subject, file, *(UUID(one["key_id"]) for one in of_person)]
    query = f"select wrapped from wrapped_key where key_id in ({', '.join('?' * len(ids))})"
    wrapped = [row[0] for row in services.keys._file.execute(query, [one.bytes for one in ids])]
    assert len(wrapped) == 4  # of the person, the file, its name and its caption
    evidence = services.settings.files_dir / str(tenant.id)
    (sealed_file,) = [path.read_bytes() for path in evidence.rglob("*") if path.is_file()]

    why = {"basis": "CONSENT_WITHDRAWN", "reason": "本人申请"}
    await administrator.done("subjectRequestErasure", subject=str(subject), files=[str(file)], **why)
    await api.enter(tenant).done("subjectErase", "erasure { status }", subject=str(subject))

    # Every leaf, proof and old checkpoint holds, of the bundle of before and of the ledger of now.
    await verified(before)
    await sealed(database.dsn("concord_sealer"), tmp_path / "sealer")
    await export(ledger, after)
    assert await verified(after) == await verified(before) + 2
    entries = b"".join(lines(before, "tile/entries"))
    assert b"".join(lines(after, "tile/entries")).startswith(entries)
    kept = b"".join(lines(after, "disclosures/"))
    assert not any(one["key_id"].encode() in kept or one["digest"].encode() in kept for one in of_person)

    # The bundle of before has the ciphertexts, and nobody has the keys; nothing is left of the file.
    assert await services.keys.find(tenant.id, ids) == {}
    folder = services.settings.data_dir
    assert not any(sealed_file[:64] in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    store = b"".join(path.read_bytes() for path in services.settings.keys.rglob("*") if path.is_file())
    assert not any(one in store for one in wrapped)

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
