"""Evidence through HTTP and the API: uploaded, attached, listed, fetched, removed; and kept from others."""

import asyncio
import base64
import resource
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from asking import Asker, Door
from founding import found, register
from specimens import letter, paper, photograph, song

from concord.commanding import ZONE
from concord.evidence.stores import StoreAway
from concord.identity import Role
from concord.server.services import Services
from concord.tenancy import Tenant, reading

LISTED = """evidence { fileId url name caption mediaType size storedSha256 originalSha256 position
    removedAt removalReason removedPosition }"""
SHOWING = "inspection { evidence { url mediaType finding { id title } } }"
RULES = {"hazardDays": 5, "shortcomingDays": 10, "verifyDays": 3}
TODAY = datetime.now(ZONE).date().isoformat()


@dataclass
class Cast:
    """A ticket of one member, sent to a department, and who deals with it."""

    alliance: str
    raiser: str
    ticket: str
    officer: Asker
    stranger: Asker
    handler: Asker
    secretary: Asker


@pytest.fixture
async def cast(api: Door, administrator: Asker, tenant: Tenant) -> Cast:
    raiser, stranger, department = [await register(administrator) for _ in range(3)]
    alliance = await found(administrator, [raiser, stranger], inspections=RULES)
    officer = api.enter(tenant, Role.OFFICER, organization=raiser)
    secretary = api.enter(tenant, Role.SECRETARY)
    told = {"allianceId": alliance, "raiserId": raiser, "title": "路灯", "description": "不亮"}
    ticket = (await officer.done("ticketRaise", "ticket { id }", **told))["ticket"]["id"]
    await secretary.done("ticketTriage", ticketId=ticket, level="COORDINATED")
    await secretary.done("ticketDispatch", ticketId=ticket, departmentId=department)
    return Cast(
        alliance,
        raiser,
        ticket,
        officer,
        api.enter(tenant, Role.OFFICER, organization=stranger),
        api.enter(tenant, Role.HANDLER, organization=department),
        secretary,
    )


async def upload(asker: Asker, object: str, content: Any) -> httpx.Response:
    return await asker.http.post("/files", params={"object": object}, content=content, headers=asker.headers)


async def uploaded(asker: Asker, object: str, content: bytes) -> dict[str, Any]:
    answer = await upload(asker, object, content)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def refused(asker: Asker, object: str, content: Any) -> tuple[int, str]:
    answer = await upload(asker, object, content)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    return answer.status_code, answer.json()["code"]


async def attached(cast: Cast, content: bytes = b"", **more: Any) -> dict[str, Any]:
    """What the ticket's list says of a file that was uploaded and attached."""
    file = await uploaded(cast.officer, cast.ticket, content or paper())
    members = {"ticketId": cast.ticket, "fileId": file["fileId"], **more}
    payload = await cast.officer.done("ticketAttachEvidence", f"ticket {{ {LISTED} }}", **members)
    listed: dict[str, Any] = payload["ticket"]["evidence"][-1]
    return listed


async def fetch(asker: Asker, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    return await asker.http.request(method, path, headers={**asker.headers, **headers})


async def waiting(services: Services, tenant: Tenant) -> list[str]:
    async with reading(services.pool, tenant.id) as connection:
        rows = await connection.fetch("select state from evidence_file where tenant_id = $1", tenant.id)
    return [row["state"] for row in rows]


async def test_a_photograph_is_uploaded_attached_listed_and_fetched(cast: Cast):
    picture = photograph()
    file = await uploaded(cast.officer, cast.ticket, picture)
    assert file["originalSha256"] == sha256(picture).hexdigest()
    assert file["mediaType"] == "image/jpeg"

    members = {"ticketId": cast.ticket, "fileId": file["fileId"], "name": "现场照片.jpg", "caption": "夜里"}
    payload = await cast.officer.done("ticketAttachEvidence", f"ticket {{ {LISTED} }}", **members)
    (listed,) = payload["ticket"]["evidence"]
    assert (listed["name"], listed["caption"]) == ("现场照片.jpg", "夜里")
    assert listed["url"] == f"/files/{file['fileId']}"
    assert listed["position"] == payload["position"]

    got = await fetch(cast.handler, listed["url"])
    assert got.status_code == 200
    assert sha256(got.content).hexdigest() == listed["storedSha256"] == file["storedSha256"]
    assert len(got.content) == listed["size"]
    assert b"Exif" not in got.content
    assert got.headers["content-type"] == "image/jpeg"


async def test_the_event_has_both_digests_and_neither_name_nor_caption_in_clear(cast: Cast):
    listed = await attached(cast, name="张三的房产证.pdf", caption="李四拍摄")
    answer = await cast.secretary.ask(
        "query ($p: Position!) { ledger { entry(position: $p) { type entry } } }", p=listed["position"]
    )
    found = answer.only["entry"]
    data = orjson.loads(found["entry"])["data"]
    assert found["type"] == "tickets.TicketEvidenceAttached"
    assert data["file"] == listed["fileId"]
    assert data["stored_sha256"] == listed["storedSha256"]
    assert data["original_sha256"] == listed["originalSha256"]
    assert "张三" not in found["entry"]
    assert "李四" not in found["entry"]


async def test_the_same_attach_again_answers_the_same(cast: Cast):
    file = await uploaded(cast.officer, cast.ticket, paper())
    members = {"ticketId": cast.ticket, "fileId": file["fileId"], "commandId": str(uuid4())}
    first = await cast.officer.done("ticketAttachEvidence", **members)
    assert (await cast.officer.done("ticketAttachEvidence", **members))["position"] == first["position"]
    del members["commandId"]
    assert await cast.officer.refused("ticketAttachEvidence", **members) == "EVIDENCE_ATTACHED_ALREADY"


async def test_a_file_is_to_be_saved_and_never_opened_in_place(cast: Cast):
    listed = await attached(cast, name='..\\照片"gpj.exe')
    headers = (await fetch(cast.officer, listed["url"])).headers
    name = "照片_gpj.exe.pdf"
    assert headers["content-disposition"] == (
        f"attachment; filename=\"___gpj.exe.pdf\"; filename*=UTF-8''_{quote(name)}"
    ).replace('"___gpj', '"____gpj')
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-cache"
    assert "sandbox" in headers["content-security-policy"]


async def test_parts_of_a_file_are_fetched_by_range(cast: Cast):
    listed = await attached(cast)
    url, size = listed["url"], listed["size"]
    whole = (await fetch(cast.officer, url)).content

    for asked, start, end in (
        ("bytes=0-9", 0, 10),
        ("bytes=10-", 10, size),
        ("bytes=-7", size - 7, size),
        (f"bytes=5-{size * 2}", 5, size),
        (f"bytes=-{size * 2}", 0, size),
    ):
        part = await fetch(cast.officer, url, range=asked)
        assert (part.status_code, part.content) == (206, whole[start:end])
        assert part.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    for ignored in ("bytes=0-1,4-5", "bytes=9-3", "bytes=-", "lines=1-2", "bytes=a-b"):
        assert (await fetch(cast.officer, url, range=ignored)).status_code == 200
    behind = await fetch(cast.officer, url, range=f"bytes={size}-")
    assert (behind.status_code, behind.headers["content-range"]) == (416, f"bytes */{size}")
    assert (await fetch(cast.officer, url, range="bytes=-0")).status_code == 416


async def test_what_a_client_has_already_is_not_sent_again(cast: Cast):
    listed = await attached(cast)
    etag = (await fetch(cast.officer, listed["url"])).headers["etag"]
    assert etag == f'"{listed["storedSha256"]}"'

    again = await fetch(cast.officer, listed["url"], **{"if-none-match": f'"x", W/{etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    other = await fetch(cast.officer, listed["url"], **{"if-match": '"other"'})
    assert other.status_code == 412
    part = await fetch(cast.officer, listed["url"], **{"if-range": '"other"', "range": "bytes=0-1"})
    assert part.status_code == 200
    part = await fetch(cast.officer, listed["url"], **{"if-range": etag, "range": "bytes=0-1"})
    assert part.status_code == 206
    head = await fetch(cast.officer, listed["url"], "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(listed["size"])


async def test_who_may_attach_may_upload_and_nobody_else(
    cast: Cast, api: Door, tenant: Tenant, services: Services
):
    assert (await upload(cast.handler, cast.ticket, paper())).status_code == 201
    assert (await upload(cast.secretary, cast.ticket, paper())).status_code == 201
    before = await waiting(services, tenant)
    assert await refused(cast.stranger, cast.ticket, paper()) == (409, "NOT_INVOLVED")
    assert await refused(api.enter(tenant, Role.AUDITOR), cast.ticket, paper()) == (403, "FORBIDDEN")
    assert await refused(api.nobody(), cast.ticket, paper()) == (401, "UNAUTHENTICATED")
    unknown = base64.b64encode(f"Ticket:{uuid4()}".encode()).decode()
    assert await refused(cast.officer, unknown, paper()) == (404, "NOT_FOUND")
    assert await refused(cast.officer, cast.alliance, paper()) == (400, "BAD_USER_INPUT")
    assert await refused(cast.officer, "", paper()) == (400, "BAD_USER_INPUT")
    assert await waiting(services, tenant) == before


async def test_another_tenant_cannot_tell_a_file_from_none(cast: Cast, api: Door, simulated_tenant: Tenant):
    listed = await attached(cast)
    foreign = api.enter(simulated_tenant)
    theirs = await fetch(foreign, listed["url"])
    none = await fetch(foreign, f"/files/{uuid4()}")
    nonsense = await fetch(foreign, "/files/nonsense")
    assert theirs.status_code == 404
    assert theirs.content == none.content == nonsense.content
    assert dict(theirs.headers) == dict(none.headers) | {"date": theirs.headers["date"]}
    assert await refused(foreign, cast.ticket, paper()) == (404, "NOT_FOUND")
    members = {"ticketId": cast.ticket, "fileId": listed["fileId"]}
    assert await foreign.refused("ticketAttachEvidence", **members) == "FILE_UNKNOWN"
    assert await foreign.refused("ticketRemoveEvidence", reason="x", **members) == "NOT_FOUND"


async def test_a_file_is_for_who_takes_part_and_for_who_judges(cast: Cast, api: Door, tenant: Tenant):
    listed = await attached(cast)
    path = listed["url"]
    judges = [api.enter(tenant, role) for role in (Role.ASSESSOR, Role.AUDITOR, Role.COMMITTEE)]
    for asker in (cast.officer, cast.handler, cast.secretary, *judges):
        assert (await fetch(asker, path)).status_code == 200
    for asker in (cast.stranger, api.enter(tenant, Role.LEADER), api.enter(tenant, Role.OFFICER)):
        got = await fetch(asker, path)
        assert (got.status_code, got.json()["code"]) == (403, "FORBIDDEN")
        asked = "query ($id: ID!) { ticket(id: $id) { evidence { url storedSha256 } } }"
        (shown,) = (await asker.ask(asked, id=cast.ticket)).only["evidence"]
        assert shown == {"url": None, "storedSha256": listed["storedSha256"]}, "the ledger's digests are open"


async def test_who_may_not_read_the_object_gets_no_file(cast: Cast, api: Door, tenant: Tenant):
    listed = await attached(cast)
    assert (await fetch(api.nobody(), listed["url"])).status_code == 401
    for role in (Role.SUBSCRIBER, Role.OPERATOR):
        assert (await fetch(api.enter(tenant, role), listed["url"])).status_code == 403
    assert (await fetch(api.enter(tenant, Role.AUDITOR), listed["url"])).status_code == 200


async def test_an_upload_is_read_by_nobody_and_attached_to_its_own_object_only(cast: Cast):
    file = await uploaded(cast.officer, cast.ticket, paper())
    assert (await fetch(cast.officer, f"/files/{file['fileId']}")).status_code == 404
    told = {"allianceId": cast.alliance, "raiserId": cast.raiser, "title": "另一件", "description": "x"}
    other = (await cast.officer.done("ticketRaise", "ticket { id }", **told))["ticket"]["id"]
    members = {"ticketId": other, "fileId": file["fileId"]}
    assert await cast.officer.refused("ticketAttachEvidence", **members) == "FILE_UNKNOWN"
    members = {"ticketId": cast.ticket, "fileId": str(uuid4())}
    assert await cast.officer.refused("ticketAttachEvidence", **members) == "FILE_UNKNOWN"


async def test_a_removed_file_is_destroyed_and_its_digests_stay(
    cast: Cast, services: Services, tenant: Tenant
):
    listed = await attached(cast)
    of = {"ticketId": cast.ticket, "fileId": listed["fileId"]}
    may_not = await cast.officer.ask(
        "mutation ($i: TicketRemoveEvidenceInput!) { ticketRemoveEvidence(input: $i) { position } }",
        i={**of, "reason": "x"},
    )
    assert may_not.codes == ["FORBIDDEN"]
    payload = await cast.secretary.done(
        "ticketRemoveEvidence", f"ticket {{ {LISTED} }}", reason="拍到无关人员", **of
    )
    (gone,) = payload["ticket"]["evidence"]
    assert (gone["url"], gone["removalReason"]) == (None, "拍到无关人员")
    assert gone["removedPosition"] == payload["position"]
    assert gone["storedSha256"] == listed["storedSha256"]

    got = await fetch(cast.officer, listed["url"])
    assert (got.status_code, got.json()["code"]) == (410, "GONE")
    assert await services.keys.find(tenant.id, [UUID(listed["fileId"])]) == {}
    folder = services.settings.files_dir / str(tenant.id)
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert await cast.secretary.refused("ticketRemoveEvidence", reason="x", **of) == "EVIDENCE_REMOVED"
    assert await cast.officer.refused("ticketAttachEvidence", **of) == "EVIDENCE_ATTACHED_ALREADY"
    before = f"asOf: {{ position: {listed['position']} }}"
    then = await cast.officer.ask(
        f"query ($id: ID!) {{ ticket(id: $id, {before}) {{ {LISTED} }} }}", id=cast.ticket
    )
    assert then.only["evidence"][0]["removedAt"] is None


async def test_evidence_of_an_activity_counts_until_it_is_removed(administrator: Asker, cast: Cast):
    proposal = {"title": "联学", "theme": "STUDY", "source": "ALLIANCE", "scale": "SMALL"}
    made = await administrator.done(
        "activityPropose", "activity { id }", allianceId=cast.alliance, **proposal
    )
    of = {"activityId": made["activity"]["id"]}
    assert await refused(administrator, of["activityId"], paper()) == (409, "WRONG_STATUS")
    await administrator.done("activitySchedule", startsOn=TODAY, place="礼堂", **of)
    await administrator.done("activityHold", **of)
    file = await uploaded(administrator, of["activityId"], letter())
    shown = f"activity {{ evidenceCount {LISTED} }}"
    both = {"fileId": file["fileId"], "storedSha256": "0" * 64}
    for wrong in ({}, both, {"storedSha256": "0" * 64}):
        answer = await administrator.ask(
            "mutation ($i: ActivityAttachEvidenceInput!) { activityAttachEvidence(input: $i) { position } }",
            i={**of, **wrong},
        )
        assert answer.codes == ["BAD_USER_INPUT"]
    payload = await administrator.done("activityAttachEvidence", shown, fileId=file["fileId"], **of)
    assert payload["activity"]["evidenceCount"] == 1
    assert (await fetch(administrator, payload["activity"]["evidence"][0]["url"])).status_code == 200

    payload = await administrator.done(
        "activityRemoveEvidence", shown, fileId=file["fileId"], reason="传错", **of
    )
    assert payload["activity"]["evidenceCount"] == 0
    assert payload["activity"]["evidence"][0]["url"] is None


async def test_evidence_of_an_inspection_shows_what_was_found(cast: Cast, administrator: Asker):
    plan = {"allianceId": cast.alliance, "kind": "MUTUAL", "title": "互查", "plannedOn": TODAY}
    stranger = (await administrator.ask("{ me { organization { id } } }")).only
    assert stranger["organization"] is None
    members = await administrator.ask("{ alliances(first: 1) { nodes { members { organization { id } } } } }")
    one, two = [m["organization"]["id"] for m in members.only["nodes"][0]["members"]]
    made = await administrator.done(
        "inspectionPlan", "inspection { id }", inspectorId=two, subjectId=one, **plan
    )
    of = {"inspectionId": made["inspection"]["id"]}
    await administrator.done("inspectionCarryOut", summary="查看", **of)
    made = await administrator.done(
        "findingRecord", "inspection { findings { id } }", kind="HAZARD", title="线路", **of
    )
    finding = made["inspection"]["findings"][0]["id"]
    file = await uploaded(cast.officer, of["inspectionId"], song())
    unknown = base64.b64encode(f"Finding:{uuid4()}".encode()).decode()
    attach = {"fileId": file["fileId"], **of}
    assert (
        await cast.officer.refused("inspectionAttachEvidence", findingId=unknown, **attach)
        == "FINDING_UNKNOWN"
    )
    payload = await cast.officer.done("inspectionAttachEvidence", SHOWING, findingId=finding, **attach)
    (listed,) = payload["inspection"]["evidence"]
    assert listed["mediaType"] == "audio/mpeg"
    assert listed["finding"] == {"id": finding, "title": "线路"}
    whole = {"fileId": (await uploaded(cast.officer, of["inspectionId"], paper()))["fileId"], **of}
    payload = await cast.officer.done("inspectionAttachEvidence", SHOWING, **whole)
    assert [one["finding"] for one in payload["inspection"]["evidence"]] == [listed["finding"], None]
    assert (await fetch(cast.stranger, listed["url"])).status_code == 200


async def test_place_and_time_of_capture_stay_where_the_charter_has_it_so(administrator: Asker, cast: Cast):
    raiser = await register(administrator)
    alliance = await found(administrator, [raiser], evidenceLocation=True)
    told = {"allianceId": alliance, "raiserId": raiser, "title": "路灯", "description": "不亮"}
    with_raiser = await administrator.do("ticketRaise", "ticket { id }", **told)
    file = await uploaded(administrator, with_raiser["ticket"]["id"], photograph())
    without = await uploaded(administrator, cast.ticket, photograph())
    assert file["originalSha256"] == without["originalSha256"]
    assert file["storedSha256"] != without["storedSha256"]


async def pieces(content: bytes, times: int) -> AsyncIterator[bytes]:
    for _ in range(times):
        yield content


async def test_what_is_no_evidence_is_refused_and_kept_nowhere(
    cast: Cast, services: Services, tenant: Tenant
):
    assert await refused(cast.officer, cast.ticket, b"") == (422, "FILE_EMPTY")
    assert await refused(cast.officer, cast.ticket, b"<html>") == (415, "FILE_TYPE")
    assert await refused(cast.officer, cast.ticket, photograph()[:200]) == (422, "FILE_DAMAGED")
    large = pieces(bytes(1 << 20), services.settings.file_bytes // (1 << 20) + 1)
    assert await refused(cast.officer, cast.ticket, large) == (413, "FILE_TOO_LARGE")
    assert await waiting(services, tenant) == []


async def test_an_upload_that_breaks_off_leaves_nothing(
    cast: Cast, api: Door, services: Services, tenant: Tenant
):
    _, writer = await asyncio.open_connection(*httpx.URL(api.url).netloc.decode().split(":"))
    head = f"POST /files?object={cast.ticket} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n"
    writer.write(f"{head}authorization: Bearer {cast.officer.token}\r\n\r\n".encode() + b"%PDF-")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert (await upload(cast.officer, cast.ticket, paper())).status_code == 201
    assert await waiting(services, tenant) == ["STORED"]


async def test_a_disk_that_is_full_is_said_and_nothing_is_kept(
    cast: Cast, services: Services, tenant: Tenant
):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (1 << 20, hard)
    )  # what lies beyond is refused as by a full disk
    try:
        assert await refused(cast.officer, cast.ticket, paper() + bytes(3 << 20)) == (507, "DISK_FULL")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert await waiting(services, tenant) == []


async def test_a_store_that_is_away_is_said_and_nothing_can_be_attached(
    cast: Cast, services: Services, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
):
    listed = await attached(cast)

    async def away(*_: object) -> None:
        raise StoreAway("hangs")

    async def silent(*_: object) -> AsyncIterator[bytes]:
        raise StoreAway("hangs")
        yield b""

    with monkeypatch.context() as broken:
        broken.setattr(services.files._store, "put", away)
        broken.setattr(services.files._store, "read", silent)
        assert await refused(cast.officer, cast.ticket, paper()) == (503, "STORE_AWAY")
        assert (await fetch(cast.officer, listed["url"])).status_code == 503
    assert sorted(await waiting(services, tenant)) == ["ATTACHED", "STORING"]
    assert (await fetch(cast.officer, listed["url"])).status_code == 200


async def test_content_that_somebody_changed_in_the_store_is_not_handed_out(
    cast: Cast, services: Services, tenant: Tenant
):
    listed = await attached(cast)
    folder = services.settings.files_dir / str(tenant.id)
    (stored,) = (path for path in folder.rglob("*") if path.is_file())
    content = bytearray(stored.read_bytes())
    content[-1] ^= 1
    stored.write_bytes(content)
    assert (await fetch(cast.officer, listed["url"])).status_code == 503
