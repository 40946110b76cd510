"""`concord ledger export`, and what `concord ledger verify` says of the file and of its database."""

import io
import re
import tarfile
import tracemalloc
from hashlib import sha256

import asyncpg
import openpyxl
import pypdf
import pytest
from cryptography.x509 import load_pem_x509_certificates
from sealing import fill, sealed
from stamping_authority import Authority as Tsa

from concord.exporting.archive import Archive
from concord.ledger.checkpoints import latest
from concord.ledger.cosigning import take
from concord.ledger.stamping import Authority, stamp_due
from concord.tenancy import writing
from concord.verifying import VerifierKey
from concord.witnessing import WitnessKey

PAGE = re.compile(r"第 (\d+) 至 (\d+) 条\s+核验码 ([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})")


@pytest.fixture(scope="module")
def sealer_folder(tmp_path_factory):
    """Of the one sealer of the module's database."""
    return tmp_path_factory.mktemp("sealer")


@pytest.fixture
async def settings(database, store, tenant, tmp_path, sealer_folder):
    """Given a sealed ledger of 300 entries."""
    await fill(store, tenant, 300)
    assert await sealed(database.dsn("concord_sealer"), sealer_folder) == {}
    return {"CONCORD_DATABASE_URL": database.dsn("{role}"), "CONCORD_DATA_DIR": tmp_path / "data"}


async def test_a_ledger_is_exported_and_verified_by_two_commands(concord, settings, tenant, tmp_path):
    file = tmp_path / "x.ledger.tar"

    exported = concord("ledger", "export", "--tenant", tenant.code, "-o", file, "--no-book", **settings)
    offline = concord("ledger", "verify", file)
    database = concord("ledger", "verify", "--tenant", tenant.code, **settings)

    assert (exported.returncode, exported.stderr) == (0, "")
    assert "entries 1 – 300 of 300 sealed" in exported.stdout
    for verified in (offline, database):
        assert verified.returncode == 0, verified.stdout
        assert verified.stdout.startswith("HOLDS 核验通过")
        assert "1 – 300 of 300" in verified.stdout


@pytest.fixture
async def witnessed(database, tenant, settings, tmp_path):
    """The checkpoint is cosigned and time-stamped; returns the witness's key and the authority."""
    key, tsa = WitnessKey.of(tmp_path, "witness.example.org/a"), Tsa(tmp_path / "tsa")
    async with (
        asyncpg.create_pool(database.app, min_size=0, max_size=1) as app,
        asyncpg.create_pool(database.dsn("concord_sealer"), min_size=0, max_size=1) as sealer,
    ):
        async with writing(app, tenant.id) as connection:
            note = (await latest(connection, tenant.id)).note.encode()
            cosigned = note + key.cosign(note, 1_800_000_000)
            await take(connection, tenant.id, cosigned, [VerifierKey.parse(key.verifier_key)])
        with tsa.serving() as url:
            certificates = load_pem_x509_certificates(tsa.root.read_bytes())
            assert await stamp_due(sealer, Authority(url, certificates)) >= 1
    return key, tsa


async def test_cosignatures_time_stamps_and_the_human_ledger_travel_and_are_verified_offline(
    concord, settings, store, tenant, witnessed, tmp_path
):
    key, tsa = witnessed
    file, keys = tmp_path / "x.ledger.tar", tmp_path / "keys.txt"
    exported = concord("ledger", "export", "--tenant", tenant.code, "-o", file, **settings)
    assert exported.returncode == 0, exported.stderr
    with tarfile.open(file) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    keys.write_bytes(members["keys"] + f"{key.verifier_key}\n".encode())

    done = concord("ledger", "verify", file, "--key", keys, "--authority", tsa.root)

    assert done.returncode == 0, done.stdout
    assert re.search(r"witnessed by 见证 +witness.example.org/a\+\w{8}, up to 至 300\n", done.stdout)
    assert re.search(r"time stamps 时间戳 +1, the first of ", done.stdout)
    leaves = [sha256(b"\x00" + entry.raw).hexdigest() for entry in await store.read(tenant.id, 0, 300)]
    book = openpyxl.load_workbook(io.BytesIO(members[f"human/{tenant.code}.xlsx"]), read_only=True)
    rows = list(book["台账"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[-1]) for row in rows] == list(enumerate(leaves, 1))
    pages = pypdf.PdfReader(io.BytesIO(members[f"human/{tenant.code}.pdf"])).pages
    first, last, code = PAGE.search(pages[1].extract_text()).groups()
    recomputed = concord("ledger", "page", file, "--from", first, "--to", last)
    assert recomputed.stdout == f"{code}\n", recomputed.stderr
    assert members["checkpoint"].decode().split("\n")[2] in pages[1].extract_text()


@pytest.mark.parametrize(
    ("member", "spoil", "fault"),
    [
        ("timestamps.json", lambda text: text.replace(b'"reply":"MII', b'"reply":"MIJ'), "STAMP_WRONG"),
        ("checkpoint", lambda text: text[:-8] + b"AAAAA==\n", "BAD_SIGNATURE"),
    ],
)
async def test_a_stamp_or_a_cosignature_that_was_changed_in_a_bundle_is_named(
    concord, settings, tenant, witnessed, tmp_path, member, spoil, fault
):
    key, tsa = witnessed
    file, keys = tmp_path / "x.ledger.tar", tmp_path / "keys.txt"
    concord("ledger", "export", "--tenant", tenant.code, "-o", file, "--no-book", **settings)
    with tarfile.open(file) as tar:
        members = {found.name: tar.extractfile(found).read() for found in tar}
    keys.write_bytes(members["keys"] + f"{key.verifier_key}\n".encode())
    changed = spoil(members[member])
    assert changed != members[member]
    with tarfile.open(file, "w") as tar:
        for name, content in (members | {member: changed}).items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))

    done = concord("ledger", "verify", file, "--key", keys, "--authority", tsa.root)

    assert done.returncode == 1
    assert fault in done.stdout, done.stdout


def test_what_is_attached_is_never_in_memory_as_a_whole(tmp_path):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(64 << 20)
    archive = Archive(tmp_path / "x.tar")
    tracemalloc.start()
    archive.add_file("human/large", tmp_path / "large")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    archive.finish()

    assert most < 8 << 20
    with tarfile.open(tmp_path / "x.tar") as tar:
        assert tar.getmember("human/large").size == 64 << 20


async def test_what_cannot_be_exported_is_said_in_one_sentence(concord, settings, tenant, tmp_path):
    for arguments, said in (
        (("--tenant", "nobody"), "There is no tenant nobody"),
        (("--tenant", tenant.code, "--from", "2031-01-01"), "Nothing that is sealed was recorded"),
    ):
        refused = concord("ledger", "export", *arguments, "-o", tmp_path / "y.tar", **settings)
        assert refused.returncode == 1
        assert refused.stderr.startswith("concord: ")
        assert said in refused.stderr
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith("y.tar")] == []
