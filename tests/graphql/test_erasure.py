"""A person is erased through the API: nothing can be read any more, and every entry stays what it was."""

import asyncio
import shutil
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

import asyncpg
import orjson
import pytest
from asking import Asker, Door
from founding import found, register
from specimens import paper

from concord.api import ids
from concord.commanding import ZONE
from concord.eventstore.writer import APPEND_ERASURE
from concord.identity import Role
from concord.ledger.naming import positions_about
from concord.lifecycle import StateChange, change_state
from concord.privacy.disclosing import disclose
from concord.privacy.disclosures import text_key
from concord.privacy.erasing import carry_out
from concord.privacy.keystore import KeyStore
from concord.privacy.opening import opened_keys
from concord.server.erasing import run_erasing
from concord.tenancy import Tenant, TenantState, reading
from concord.tenancy.tenants import FRESH

NAME, PHONE = "欧阳待删", "13911112222"
WHY = {"basis": "CONSENT_WITHDRAWN", "reason": "本人申请"}
SHOWN = "erasure { id subject basis status requestedBy decidedBy copies { format actor first last } }"
RULES = {"hazardDays": 5, "shortcomingDays": 10, "verifyDays": 3}
TODAY = datetime.now(ZONE).date().isoformat()
CONTACT = "query ($id: ID!) { organization(id: $id) { contact { subject name phone } } }"


class Person:
    """Somebody in the ledger, and how to look at what is left of him."""

    def __init__(self, services, tenant, asker, organization, subject):
        self.services, self.tenant, self.asker = services, tenant, asker
        self.organization, self.subject = organization, subject

    async def seen(self) -> tuple[str | None, str | None]:
        contact = (await self.asker.ask(CONTACT, id=self.organization)).only["contact"]
        assert contact["subject"] == str(self.subject)
        return contact["name"], contact["phone"]

    async def kept(self) -> int:
        async with reading(self.services.pool, self.tenant.id) as connection:
            return await connection.fetchval(
                "select count(*) from disclosure where tenant_id = $1 and key_id = $2",
                self.tenant.id,
                self.subject,
            )

    async def entries(self) -> list[bytes]:
        async with reading(self.services.pool, self.tenant.id) as connection:
            rows = await connection.fetch(
                "select entry from event where tenant_id = $1 order by position", self.tenant.id
            )
        return [row["entry"] for row in rows]

    async def disclosed(self, keys: KeyStore) -> set[str]:
        """What this key store still opens of everything that any entry ever committed to."""
        digests = [
            digest
            for entry in await self.entries()
            for digest in ((orjson.loads(entry)["data"].get("contact") or {}).get("_sd") or ())
        ]
        assert digests
        async with reading(self.services.pool, self.tenant.id) as connection:
            found = await disclose(connection, keys, self.tenant.id, digests)
        return {value for _, value in found.values()}

    async def asked_for(self, asker: Asker) -> None:
        await asker.done("subjectRequestErasure", SHOWN, subject=str(self.subject), **WHY)


@pytest.fixture
def second(api: Door, administrator: Asker, tenant: Tenant) -> Asker:
    """Another administrator."""
    return api.enter(tenant)


@pytest.fixture
async def person(services, tenant: Tenant, administrator: Asker) -> Person:
    subject = uuid4()
    contact = {"subject": str(subject), "name": NAME, "phone": PHONE}
    organization = await register(administrator, contact=contact)
    person = Person(services, tenant, administrator, organization, subject)
    assert await person.seen() == (NAME, PHONE)
    return person


async def test_a_person_is_erased_by_two_people(person: Person, administrator: Asker, second: Asker):
    before = await person.entries()
    await person.asked_for(administrator)
    myself = await administrator.refused("subjectErase", subject=str(person.subject))

    done = await second.done("subjectErase", SHOWN, subject=str(person.subject))

    assert myself == "SECOND_PERSON_REQUIRED"
    assert done["erasure"]["status"] == "DONE"
    assert done["erasure"]["requestedBy"] != done["erasure"]["decidedBy"]
    assert (await person.seen(), await person.kept()) == ((None, None), 0)
    assert await person.services.keys.find(person.tenant.id, [person.subject]) == {}
    after = await person.entries()
    assert after[: len(before)] == before
    last = orjson.loads(after[-1])
    assert (last["type"], last["data"]["subject"]) == ("privacy.SubjectErased", str(person.subject))
    assert NAME.encode() not in b"".join(after)


async def test_what_is_no_person_is_not_erased_as_one(person: Person, administrator: Asker):
    """People, streams and files share one space of ids: the texts of a ticket would be gone for good."""
    alliance = await found(administrator, [person.organization], inspections=RULES)
    told = {"allianceId": alliance, "raiserId": person.organization, "title": "路灯", "description": "不亮"}
    ticket = (await administrator.done("ticketRaise", "ticket { id }", **told))["ticket"]["id"]
    to = {"params": {"object": ticket}, "headers": administrator.headers}
    file = (await administrator.http.post("/files", content=paper(), **to)).json()["fileId"]
    plan = {"allianceId": alliance, "kind": "SUPERVISION", "title": "督导", "plannedOn": TODAY}
    await administrator.done("inspectionPlan", subjectId=person.organization, **plan)  # an entry's `subject`
    others = [ids.parse(one)[1] for one in (ticket, person.organization)]

    for wrong in (*others, file, str(uuid4())):
        asked = {"subject": wrong, **WHY}
        assert await administrator.refused("subjectRequestErasure", **asked) == "SUBJECT_UNKNOWN"
    shown = (await administrator.ask("query ($id: ID!) { ticket(id: $id) { description } }", id=ticket)).only
    assert shown["description"] == "不亮"


EVIDENCE = """query ($id: ID!, $p: Position!) { ticket(id: $id, atLeast: $p) {
    evidence { fileId url name caption storedSha256 removedAt removalReason removedPosition } } }"""


async def photographed(person: Person, asker: Asker, *names: str) -> tuple[str, list[str]]:
    """A ticket, and its files of these names."""
    alliance = await found(asker, [person.organization])
    told = {"allianceId": alliance, "raiserId": person.organization, "title": "路灯", "description": "不亮"}
    ticket = (await asker.done("ticketRaise", "ticket { id }", **told))["ticket"]["id"]
    to, files = {"params": {"object": ticket}, "headers": asker.headers}, []
    for number, name in enumerate(names):
        content = paper(page={"Rotate": 90 * number})
        files.append((await asker.http.post("/files", content=content, **to)).json()["fileId"])
        members = {"ticketId": ticket, "fileId": files[-1], "name": name, "caption": f"{name}在现场"}
        await asker.done("ticketAttachEvidence", **members)
    return ticket, files


async def test_files_that_show_the_person_go_too(
    person: Person, api: Door, administrator: Asker, second: Asker, simulated_tenant: Tenant
):
    ticket, (shown, other) = await photographed(person, administrator, NAME, "路灯")
    asked = {"subject": str(person.subject), **WHY}
    for wrong in (str(uuid4()), str(person.subject)):
        refused = await administrator.refused("subjectRequestErasure", files=[shown, wrong], **asked)
        assert refused == "FILE_NOT_ATTACHED"
    stranger = api.enter(simulated_tenant)
    mine = str(uuid4())
    await register(stranger, contact={"subject": mine, "name": NAME})
    foreign = {**asked, "subject": mine, "files": [shown]}
    assert await stranger.refused("subjectRequestErasure", **foreign) == "FILE_NOT_ATTACHED"

    last = await administrator.done("subjectRequestErasure", files=[shown, shown], **asked)
    listed = "query ($p: Position!) { erasures(first: 1, atLeast: $p) { nodes { files } } }"
    seen = await second.ask(listed, p=last["position"])
    assert seen.only["nodes"] == [{"files": [shown]}], "before it is decided"
    done = await second.done("subjectErase", subject=str(person.subject))

    first, neighbour = (await administrator.ask(EVIDENCE, id=ticket, p=done["position"])).only["evidence"]
    assert (first["url"], first["name"], first["caption"], first["removalReason"]) == (None,) * 4
    assert first["removedPosition"] == done["position"]
    assert first["storedSha256"]
    assert (neighbour["name"], neighbour["removedAt"]) == ("路灯", None)
    codes = [
        (await administrator.http.get(f"/files/{file}", headers=administrator.headers)).status_code
        for file in (shown, other)
    ]
    assert codes == [410, 200]
    services, tenant = person.services, person.tenant.id
    assert list(await services.keys.find(tenant, [UUID(shown), UUID(other)])) == [UUID(other)]
    kept = [path.name for path in (services.settings.files_dir / str(tenant)).rglob("*") if path.is_file()]
    assert kept == [other]


async def test_erased_again_nothing_changes(person: Person, administrator: Asker, second: Asker):
    await person.asked_for(administrator)
    first = await second.done("subjectErase", subject=str(person.subject))
    late = {"subject": str(person.subject), **WHY}
    assert await administrator.refused("subjectRequestErasure", **late) == "ERASED_ALREADY"
    again = await second.done("subjectErase", SHOWN, subject=str(person.subject))
    assert (again["position"], again["erasure"]["status"]) == (first["position"], "DONE")


async def test_nothing_is_kept_under_an_erased_id_again_and_the_same_person_may_come_back_as_another(
    person: Person, administrator: Asker, second: Asker
):
    await person.asked_for(administrator)
    await second.done("subjectErase", subject=str(person.subject))

    contact = {"name": NAME, "phone": PHONE}
    update = {"organizationId": person.organization, "contact": {"subject": str(person.subject), **contact}}
    assert await administrator.refused("organizationUpdateProfile", **update) == "SUBJECT_ERASED"
    anew = update | {"contact": contact}
    shown = "organization { contact { subject name } }"
    done = await administrator.done("organizationUpdateProfile", shown, **anew)

    found = done["organization"]["contact"]
    assert (found["name"], found["subject"] == str(person.subject)) == (NAME, False)


class Crash(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at", ["before the key is destroyed", "before what it opened is deleted"])
async def test_a_crash_between_the_entry_and_its_effect_is_made_good(
    person: Person, administrator: Asker, second: Asker, database, monkeypatch, at: str
):
    await person.asked_for(administrator)

    def crash(*_):
        raise Crash(at)

    with monkeypatch.context() as patched:
        if at == "before the key is destroyed":
            patched.setattr(KeyStore, "destroy", crash)
        else:
            patched.setattr("concord.privacy.erasing.delete_erased", crash)
        # What a killed process leaves: the entry, taken by the same command, and nothing after it.
        patched.setattr("concord.api.erasures.mutations.carry_out", _nothing)
        await second.done("subjectErase", subject=str(person.subject))
        with pytest.raises(Crash):
            await carry_out(person.services.pool, person.services.keys, person.tenant.id)
    assert await person.kept() == 2

    stop = _Once()
    async with asyncpg.create_pool(database.projector, min_size=0, max_size=1) as projector:
        await run_erasing(projector, person.services.keys, stop, pause=0.01)

    assert (await person.seen(), await person.kept()) == ((None, None), 0)
    assert await person.services.keys.find(person.tenant.id, [person.subject]) == {}


async def _nothing(*_) -> None:
    """In place of what a dead process does not do."""


class _Once:
    """Stops a worker after one turn."""

    def __init__(self) -> None:
        self._waited = False

    def is_set(self) -> bool:
        return self._waited

    async def wait(self) -> None:
        self._waited = True


async def test_a_backup_of_the_key_store_opens_nothing_of_an_erased_person(
    person: Person, administrator: Asker, second: Asker, database, tmp_path
):
    services = person.services
    old = tmp_path / "keys"
    services.keys._file.execute("pragma wal_checkpoint(truncate)")
    shutil.copytree(services.settings.keys, old)
    async with reading(services.pool, person.tenant.id) as connection:
        query = "select * from disclosure where tenant_id = $1 and key_id = $2"
        kept = await connection.fetch(query, person.tenant.id, person.subject)
    await person.asked_for(administrator)
    await second.done("subjectErase", subject=str(person.subject))
    owner = await asyncpg.connect(database.superuser)  # the database's backup was put back too
    await owner.executemany("insert into concord.disclosure values ($1, $2, $3, $4)", kept)
    await owner.close()
    assert await person.disclosed(KeyStore(old)) == {NAME, PHONE}, "the backup would have told"

    async with opened_keys(replace(services.settings, keys_dir=old)) as keys:
        assert await person.disclosed(keys) == set()
        assert await keys.find(person.tenant.id, [person.subject]) == {}

    assert await person.disclosed(KeyStore(old)) == set()
    assert await person.kept() == 0


async def test_who_may_not_erase_is_told_so(api: Door, person: Person, tenant: Tenant, administrator: Asker):
    await person.asked_for(administrator)
    for role in (Role.COMMITTEE, Role.SECRETARY, Role.AUDITOR, Role.OPERATOR):
        answer = await api.enter(tenant, role).ask(
            "mutation ($s: UUID!) { subjectErase(input: {subject: $s}) { position } }", s=str(person.subject)
        )
        assert answer.codes == ["FORBIDDEN"]
    assert await person.seen() == (NAME, PHONE)


async def test_another_tenant_erases_nothing_here(
    api: Door, person: Person, administrator: Asker, simulated_tenant: Tenant
):
    await person.asked_for(administrator)
    stranger, another = api.enter(simulated_tenant), api.enter(simulated_tenant)
    assert await stranger.refused("subjectErase", subject=str(person.subject)) == "NOT_REQUESTED"
    asked = {"subject": str(person.subject), **WHY}
    assert await stranger.refused("subjectRequestErasure", **asked) == "SUBJECT_UNKNOWN"
    assert await another.refused("subjectErase", subject=str(person.subject)) == "NOT_REQUESTED"
    assert (await person.seen(), await person.kept()) == ((NAME, PHONE), 2)


@pytest.mark.parametrize("state", [TenantState.SUSPENDED, TenantState.CLOSED])
async def test_a_person_is_erased_also_where_nothing_else_is_done_any_more(
    owner_pool, services, person: Person, administrator: Asker, second: Asker, tenant: Tenant, state
):
    await change_state(owner_pool, services.store, tenant.code, StateChange(state))
    await asyncio.sleep(FRESH)
    await person.asked_for(administrator)
    assert (
        await administrator.refused("subjectErase", subject=str(person.subject)) == "SECOND_PERSON_REQUIRED"
    )
    await second.done("subjectErase", subject=str(person.subject))

    assert (await person.seen(), await person.kept()) == ((None, None), 0)
    last = [orjson.loads(entry)["type"] for entry in (await person.entries())[-3:]]
    stopped = {TenantState.SUSPENDED: "tenants.TenantSuspended", TenantState.CLOSED: "tenants.TenantClosed"}
    assert last == [stopped[state], "privacy.ErasureRequested", "privacy.SubjectErased"]
    rename = "mutation ($i: OrganizationRenameInput!) { organizationRename(input: $i) { position } }"
    answer = await administrator.ask(rename, i={"organizationId": person.organization, "name": "乙"})
    assert answer.codes == [f"TENANT_{state.value}"], "it is as stopped as before"


async def test_what_takes_erasures_of_a_stopped_tenant_takes_nothing_else(
    owner_pool, services, administrator: Asker, tenant: Tenant
):
    await register(administrator)
    await change_state(owner_pool, services.store, tenant.code, StateChange(TenantState.SUSPENDED))
    none: list[object] = []
    arguments = [tenant.id, uuid4(), b"", b"{}", None, [uuid4()], [1], ["tenants.TenantConfigured"]]
    arguments += [[b"{"], [b"}"], *[none] * 5, None, None]
    with pytest.raises(asyncpg.PostgresError, match="erasures only") as refused:
        await services.store.pool.fetch(APPEND_ERASURE, *arguments)
    assert refused.value.sqlstate == "CN007"


async def test_one_text_is_redacted_and_its_neighbours_stay(
    services, administrator: Asker, second: Asker, tenant: Tenant
):
    await register(administrator)
    bad, good = "车间主任 欧阳待删 说错了", "登记有误"
    await administrator.done("entryProposeAnnotation", entry=1, reason=bad)
    await second.done("entryDeclineAnnotation", entry=1, reason=good)
    asked = "{ ledger { entry(position: 2) { streamId entry } } annotations(first: 1) { nodes { reason } } }"
    entry = (await administrator.ask(asked)).data["ledger"]["entry"]
    place = {"entry": 2, "streamId": entry["streamId"], "digest": _digest(entry["entry"])}

    await administrator.done("textRequestRedaction", **place, basis="UNLAWFUL", reason="写了不该写的姓名")
    assert await administrator.refused("textRedact", digest=place["digest"]) == "SECOND_PERSON_REQUIRED"
    done = await second.done("textRedact", "erasure { status entry digest }", digest=place["digest"])

    assert done["erasure"] == {"status": "DONE", "entry": 2, "digest": place["digest"]}
    shown = "{ annotations(first: 1) { nodes { reason decisionReason } } }"
    (row,) = (await administrator.ask(shown)).only["nodes"]
    assert row == {"reason": None, "decisionReason": good}
    key = text_key(UUID(entry["streamId"]), place["digest"])
    assert await services.keys.standing([(tenant.id, key)]) == [], "nor does a bundle of before open it"


def _digest(entry: str) -> str:
    return str(orjson.loads(entry)["data"]["reason"]["_sd"][0])


async def test_clear_copies_that_left_are_listed_and_others_are_not(
    api: Door, person: Person, administrator: Asker, second: Asker, tenant: Tenant
):
    book = f"/ledgers/{tenant.code}/book"
    for clear in ("true", "false"):
        got = await api.http.get(
            book, params={"format": "xlsx", "disclose": clear}, headers=administrator.headers
        )
        assert got.status_code == 200
    await person.asked_for(administrator)

    done = await second.done("subjectErase", SHOWN, subject=str(person.subject))

    copies = done["erasure"]["copies"]
    assert [copy["format"] for copy in copies] == ["xlsx"]
    assert all(copy["first"] == 1 and UUID(copy["actor"]) for copy in copies)


async def test_copies_and_keys_are_looked_up_once_for_all_that_are_listed(
    services, person: Person, administrator: Asker, tenant: Tenant, monkeypatch
):
    other = uuid4()
    await register(administrator, contact={"subject": str(other), "name": "上官另一人"})
    book = f"/ledgers/{tenant.code}/book"
    asked = {"format": "xlsx", "disclose": "true"}
    assert (await administrator.http.get(book, params=asked, headers=administrator.headers)).is_success
    for one in (person.subject, other):
        last = await administrator.done("subjectRequestErasure", subject=str(one), **WHY)
    calls = []

    def counted(whole):
        async def call(*given):
            calls.append(whole.__name__)
            return await whole(*given)

        return call

    monkeypatch.setattr("concord.ledger.releasing.positions_about", counted(positions_about))
    monkeypatch.setattr(services.keys, "find", counted(services.keys.find))
    listed = await administrator.ask(
        "query ($p: Position!) { erasures(first: 9, atLeast: $p) { nodes { copies { format } } } "
        "organizations(first: 9, atLeast: $p) { nodes { contact { erased } } } }",
        p=last["position"],
    )
    assert [one["copies"] for one in listed.data["erasures"]["nodes"]] == [[{"format": "xlsx"}]] * 2
    assert [one["contact"]["erased"] for one in listed.data["organizations"]["nodes"]] == [False] * 2
    assert sorted(calls) == ["find", "positions_about"]


async def test_erasures_are_listed_for_those_who_answer_for_them(
    api: Door, person: Person, administrator: Asker, tenant: Tenant
):
    await person.asked_for(administrator)
    listed = "query ($s: UUID) { erasures(first: 5, filter: {subject: $s}) { nodes { status reason } } }"
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        answer = await api.enter(tenant, role).ask(listed, s=str(person.subject))
        assert answer.only["nodes"] == [{"status": "REQUESTED", "reason": "本人申请"}]
    assert (await administrator.ask(listed, s=str(uuid4()))).only["nodes"] == []
    assert (await api.enter(tenant, Role.OFFICER).ask(listed)).codes == ["FORBIDDEN"]
    (erasure,) = (await administrator.ask("{ erasures(first: 1) { nodes { id } } }")).only["nodes"]
    declined = await api.enter(tenant).done(
        "erasureDecline", SHOWN, erasureId=erasure["id"], reason="仍在任职"
    )
    assert declined["erasure"]["status"] == "DECLINED"
