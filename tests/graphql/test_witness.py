"""`concord ledger witness` follows a server over HTTP; the server shows its cosignatures."""

import asyncio
import base64
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx
import pytest
from asking import served
from cryptography.x509 import load_pem_x509_certificates
from demonstrating import CONCORD, clean_environment
from sealing import fill, sealed
from stamping_authority import Authority as Tsa

from concord.identity import Role, issue_token
from concord.ledger.stamping import Authority, stamp_due
from concord.server.app import create_app
from concord.verifying import VerifierKey, open_checkpoint
from concord.verifying.note import Note
from concord.verifying.stamp import open_stamp
from concord.witnessing import WitnessKey

NAME = "witness.example.org/a"


@pytest.fixture(scope="module")
def sealer_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sealer")


@pytest.fixture
def witness_key(tmp_path):
    folder = tmp_path / "witness"
    folder.mkdir()
    return WitnessKey.of(folder, NAME)


@pytest.fixture
async def server(services, witness_key, tmp_path):
    """The API, whose operator knows the witness."""
    known = tmp_path / "witnesses.txt"
    known.write_text(f"{witness_key.verifier_key}\n")
    settings = replace(services.settings, witness_keys=known)
    async with served(create_app(replace(services, settings=settings))) as url:
        yield url


@pytest.fixture
async def grow(store, tenant, database, sealer_folder):
    """Appends entries and seals them."""

    async def grow(count):
        await fill(store, tenant, count)
        assert str(tenant.id) not in await sealed(database.dsn("concord_sealer"), sealer_folder)

    return grow


@pytest.fixture
def token(services, tenant):
    return issue_token(services.settings.data_dir, tenant.code, Role.AUDITOR)


@pytest.fixture
def witness(server, tenant, token, tmp_path):
    async def run(*more, url=server):
        command = [CONCORD, "ledger", "witness", f"{url}/ledgers/{tenant.code}", "--once", "--name", NAME]
        command += ["--state", str(tmp_path / "witness"), *more]
        environment = clean_environment() | {"CONCORD_TOKEN": token}
        return await asyncio.to_thread(
            subprocess.run, command, env=environment, capture_output=True, text=True, timeout=180
        )

    return run


@pytest.fixture
def get(server, tenant, token):
    async def get(path="checkpoint"):
        async with httpx.AsyncClient(headers={"authorization": f"Bearer {token}"}) as http:
            return await http.get(f"{server}/ledgers/{tenant.code}/{path}")

    return get


@pytest.fixture
def offer(server, tenant, token):
    async def offer(content, code=tenant.code, bearer=token):
        headers = {"authorization": f"Bearer {bearer}"} if bearer else {}
        async with httpx.AsyncClient(headers=headers) as http:
            return await http.post(f"{server}/ledgers/{code}/cosignature", content=content)

    return offer


async def ledger_keys(server, tenant):
    async with httpx.AsyncClient() as http:
        text = (await http.get(f"{server}/.well-known/concord-ledger-keys")).text
    return [VerifierKey.parse(line) for line in text.splitlines() if f"/{tenant.code}+" in line]


async def test_a_cosignature_appears_under_the_checkpoint(witness, get, grow, server, tenant, witness_key):
    await grow(300)
    done = await witness()
    assert done.returncode == 0, done.stderr
    assert "300 entries (+300) cosigned 已见证, taken 已采纳" in done.stdout
    keys = [*await ledger_keys(server, tenant), VerifierKey.parse(witness_key.verifier_key)]
    shown = open_checkpoint((await get()).content, keys)
    assert {key.name for key in shown.signers} == {keys[0].name, NAME}

    await grow(250)
    assert len(Note.parse((await get()).content).signatures) == 1, "the newest one is not witnessed yet"
    cosigned = open_checkpoint((await get("checkpoint/cosigned")).content, keys)
    assert cosigned.size == 300
    done = await witness()
    assert "550 entries (+250)" in done.stdout
    assert open_checkpoint((await get("checkpoint/cosigned")).content, keys).size == 550


async def test_graphql_shows_the_same_checkpoint(witness, get, grow, api, tenant, projector):
    await grow(5)
    assert (await witness()).returncode == 0
    shown = await api.enter(tenant).ask(
        "{ ledger { checkpoint { text cosignatures { witness keyId signedAt line } } } }"
    )
    assert shown.only["checkpoint"]["text"] == (await get()).text
    (cosignature,) = shown.only["checkpoint"]["cosignatures"]
    assert cosignature["witness"] == NAME
    assert f"{cosignature['line']}\n" in (await get()).text
    at = datetime.fromisoformat(cosignature["signedAt"])
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)

    await grow(5)
    asked = (
        "{ ledger { checkpoint { size cosignatures { keyId } } seen: checkpoint(cosigned: true) { size } } }"
    )
    newer = (await api.enter(tenant).ask(asked)).only
    assert newer == {"checkpoint": {"size": 10, "cosignatures": []}, "seen": {"size": 5}}


async def test_a_database_restored_to_an_older_state_is_seen_as_a_rollback(
    witness, grow, database, tenant, tmp_path
):
    """The attack: checkpoints (and entries) since the witness's last look are gone."""
    await grow(10)
    await grow(10)
    assert (await witness()).returncode == 0
    superuser = await asyncpg.connect(database.superuser)
    await superuser.execute("set session_replication_role = replica")
    await superuser.execute("delete from concord.checkpoint where tenant_id = $1 and size > 10", tenant.id)
    await superuser.close()
    done = await witness()
    assert done.returncode == 2
    assert "ROLLED BACK" in done.stderr
    (evidence,) = (tmp_path / "witness").glob("evidence-*.txt")
    assert evidence.read_text().count("\n— ") >= 2, "both checkpoints, with their signatures"


async def test_what_is_not_a_checkpoint_of_the_ledger_is_not_taken(offer, get, grow, witness_key):
    await grow(3)
    genuine = (await get()).content
    line = witness_key.cosign(genuine, 1_700_000_000)
    forged = genuine.replace(b"\n3\n", b"\n4\n")
    for content in (
        genuine,  # without a witness
        genuine + line.replace(b"A", b"B"),
        forged + witness_key.cosign(forged, 1_700_000_000),
        b"hello",
        b"",
        b"\xff",
    ):
        answer = await offer(content)
        assert answer.status_code == 403, content
        assert "Not taken" in answer.text
    assert (await offer(genuine + line)).status_code == 204
    assert (await offer(genuine + witness_key.cosign(genuine, 1_700_000_001))).status_code == 204
    assert len(Note.parse((await get()).content).signatures) == 2, "the first one of a witness stays"


async def test_a_witness_that_the_operator_does_not_list_is_not_taken(offer, get, grow, tmp_path):
    await grow(3)
    stranger = WitnessKey.of(tmp_path, "stranger.example.org")
    genuine = (await get()).content
    answer = await offer(genuine + stranger.cosign(genuine, 1_700_000_000))
    assert answer.status_code == 403
    assert "no witness that this server knows" in answer.text


async def test_without_a_token_a_private_ledger_is_not_even_named(offer, grow, get, witness_key):
    await grow(3)
    genuine = (await get()).content
    content = genuine + witness_key.cosign(genuine, 1_700_000_000)
    assert (await offer(content, bearer=None)).status_code == 401
    assert (await offer(content, code="nobody")).status_code == 404


async def test_a_huge_body_is_refused(offer):
    assert (await offer(b"x" * 70_000)).status_code == 413


async def test_keys_are_pinned_at_the_first_look(witness, grow, tmp_path):
    await grow(3)
    first = await witness()
    assert "trusted from now on" in first.stderr
    (pinned,) = (tmp_path / "witness").glob("*.keys")
    pinned.write_text("other.example.org+" + "00000000+AA==")
    again = await witness()
    assert again.returncode == 0
    assert "无法读取" in again.stderr
    assert "cosigned" not in again.stdout


async def test_time_stamps_are_served_and_verified_over_http(
    server, grow, tenant, token, database, tmp_path_factory, get, api, projector
):
    tsa = Tsa(tmp_path_factory.mktemp("tsa"))
    await grow(7)
    assert (await get("timestamps")).json() == []
    async with asyncpg.create_pool(database.dsn("concord_sealer"), min_size=0, max_size=1) as pool:
        with tsa.serving() as url:
            certificates = load_pem_x509_certificates(tsa.root.read_bytes())
            assert await stamp_due(pool, Authority(url, certificates)) >= 1
    await grow(1)
    asked = "{ ledger { checkpoint(stamped: true) { size stamps { authority stampedAt reply } } } }"
    shown = (await api.enter(tenant).ask(asked)).only["checkpoint"]
    (stamp,) = shown["stamps"]
    assert (shown["size"], stamp["authority"]) == (7, url)
    text = (await get("timestamps")).json()[0]["checkpoint"].partition("\n\n")[0] + "\n"
    at = open_stamp(base64.b64decode(stamp["reply"]), text.encode(), certificates)
    assert datetime.fromisoformat(stamp["stampedAt"]) == at
    newest = await api.enter(tenant).ask("{ ledger { checkpoint { size stamps { reply } } } }")
    assert newest.only["checkpoint"] == {"size": 8, "stamps": []}
    command = [CONCORD, "ledger", "verify", f"{server}/ledgers/{tenant.code}", "--authority", str(tsa.root)]
    environment = clean_environment() | {"CONCORD_TOKEN": token}
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"time stamps 时间戳 +1, the first of", done.stdout)
