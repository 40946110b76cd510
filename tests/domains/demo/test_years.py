"""The five years as ledgers tell them: every mechanism is in use, and the documents' facts are there."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid5

import asyncpg
import orjson
import pytest
from five_years import Crash, Demo, heads
from jsonschema import Draft202012Validator

from concord import contract
from concord.alliances.facts import AllianceFacts
from concord.charters import AllianceKind, alliance_id, in_force
from concord.commanding import Commander, day_of
from concord.demo import load
from concord.demo.diary import NAMESPACE, Diary
from concord.demo.loading import written
from concord.demo.tenants import TOWNS
from concord.demo.units import credit_code, share
from concord.eventstore import EventStore
from concord.eventstore.entry import Entry
from concord.eventstore.mapper import Mapper
from concord.evidence.file import File
from concord.evidence.files import Files
from concord.evidence.stores.folder import Folder
from concord.figures import Measure
from concord.organizations.commands import RegisterOrganization
from concord.organizations.credit_code import check_character, is_well_formed
from concord.privacy.keystore import KeyStore
from concord.publishing import envelope
from concord.tenancy import Tenant, Tenants
from concord.tickets.commands import RaiseTicket

CODES = ("jianghai", "jiguan", "yangdu", "dongfanghong", "yili")


def tenant(code: str) -> Tenant:
    town = next(one for one in TOWNS if one.code == code)
    return Tenant(
        id=uuid5(NAMESPACE, code), code=code, name=town.name, division_code=town.division_code, simulated=True
    )


class Lived:
    """A year as its ledger tells it."""

    def __init__(self, tenant: Tenant, entries: list[Entry], mapper: Mapper) -> None:
        town = next(one for one in TOWNS if one.code == tenant.code)
        self.tenant, self.entries = tenant, entries
        self.steps = written(town, tenant)
        self.happened = [(mapper.event(entry), day_of(entry.recorded_at)) for entry in entries]
        self.aggregates: dict[UUID, Any] = {}
        for event, _ in self.happened:
            stream = event.originator_id
            self.aggregates[stream] = event.mutate(self.aggregates.get(stream))

    @property
    def events(self) -> list[Any]:
        """All of them."""
        return [event for event, _ in self.happened]

    def count(self, name: str) -> int:
        """Events of that name."""
        return len(self.of(name))

    def of(self, name: str) -> list[Any]:
        """Events of that name."""
        return [event for event, _ in self.happened if type(event).__name__ == name]

    def registered(self) -> dict[str, RegisterOrganization]:
        """Organizations by name."""
        commands = [step.command for step in self.steps if isinstance(step.command, RegisterOrganization)]
        return {command.name: command for command in commands}

    def alliance(self, name: str) -> AllianceFacts:
        """An alliance at the end of the year."""
        facts: AllianceFacts = self.aggregates[alliance_id(self.tenant.id, name)].facts()
        return facts

    def alliances(self) -> list[AllianceFacts]:
        """All of them that were not dissolved."""
        found = [self.aggregates[event.originator_id] for event in self.of("AllianceProposed")]
        return [one.facts() for one in found if one.dissolved_on is None]

    def lead_units(self, alliance: Any) -> set[str]:
        """Names of those that are in a leading tier by the charter in force last."""
        leading = {tier.code for tier in alliance.charters[-1].charter.tiers if tier.lead_unit}
        return self.names([s.organization for s in alliance.memberships if s.tier in leading])

    def names(self, organizations: list[UUID]) -> set[str]:
        """Of organizations."""
        return {self.aggregates[one].name for one in organizations}


@pytest.fixture(scope="module")
async def lives(lived_demo: Demo, lived_store: EventStore) -> dict[str, Lived]:
    """Each year, read once for all tests of the module."""
    mapper = Commander(lived_store, KeyStore(lived_demo.keys)).mapper
    return {
        code: Lived(one, await lived_store.read(one.id, 0, 100_000), mapper)
        for code, one in lived_demo.tenants.items()
    }


@pytest.fixture
def year(lives: dict[str, Lived]) -> Callable[[str], Lived]:
    """The year of a tenant, by code."""
    return lives.__getitem__


@pytest.mark.parametrize("code", CODES)
def test_every_step_was_taken_in_the_order_of_the_diary(year: Any, code: str) -> None:
    commands = list(dict.fromkeys(entry.members["command"] for entry in year(code).entries))
    assert commands == [str(step.id) for step in year(code).steps]


def test_together_they_are_more_than_twenty_thousand_events(year: Any) -> None:
    assert sum(len(year(code).entries) for code in CODES) >= 20_000


OF_THE_PLATFORM = {
    "ledger": "operators and auditors release a book, open hashes, skip an entry, begin an origin",
    "privacy": "somebody is erased by two people: the demo keeps its people",
    "tenants": "operators configure, suspend and close a tenant",
}
"""What no clerk's year brings about, by context, and who does."""
WITHOUT_A_YEAR = {
    "reports.FiguresReleased": "none of the five tenants stands under another",
    "reports.ChildFiguresReceived": "as above",
}
"""What cannot happen while the demo is written, and why; tests of its own context show each."""


def test_every_event_of_the_contract_happens_in_a_year(year: Any) -> None:
    known = {name.rpartition(".v")[0] for name in contract.load("schemas")}
    happened = {entry.type for code in CODES for entry in year(code).entries}
    assert happened <= known
    missing = {name for name in known - happened if name.partition(".")[0] not in OF_THE_PLATFORM}
    assert missing == WITHOUT_A_YEAR.keys()


@pytest.mark.parametrize("code", CODES)
def test_a_year_is_written_the_same_way_every_time(code: str) -> None:
    town = next(one for one in TOWNS if one.code == code)
    assert written(town, tenant(code)) == written(town, tenant(code))


@pytest.mark.parametrize("code", CODES)
def test_the_last_step_begins_a_stream_by_which_a_second_run_sees_that_all_is_done(
    year: Any, code: str
) -> None:
    *earlier, last = year(code).steps
    assert isinstance(last.command, RaiseTicket)
    assert all(step.at < last.at for step in earlier)


@pytest.mark.parametrize("code", CODES)
def test_time_never_goes_back_and_stays_in_office_hours(year: Any, code: str) -> None:
    times = [step.at for step in year(code).steps]
    assert times == sorted(times)
    assert all(9 <= at.hour < 17 for at in times)


def test_a_label_is_written_once(year: Any) -> None:
    diary = Diary(tenant("yili"))
    command = year("yili").steps[0].command
    diary.write("once", date(2023, 1, 3), command)
    with pytest.raises(ValueError, match="once is written already"):
        diary.write("once", date(2023, 1, 3), command)


def test_invented_credit_codes_pass_their_check() -> None:
    codes = [credit_code("ENTERPRISE", serial) for serial in range(200)]  # type: ignore[arg-type]
    assert len(set(codes)) == 200
    assert all(is_well_formed(code) and check_character(code[:-1]) == code[-1] for code in codes)


@pytest.mark.parametrize(("total", "parts"), [(87, 16), (142, 23), (131, 24), (91, 24), (0, 3)])
def test_a_shared_total_adds_up(total: int, parts: int) -> None:
    shares = share(total, parts)
    assert sum(shares) == total
    assert max(shares) - min(shares) <= 1


class TestJianghai:
    """Source 000."""

    @pytest.fixture
    def alliance(self, year: Any) -> AllianceFacts:
        facts: AllianceFacts = year("jianghai").alliance("“江海红湾”海工党建联盟")
        return facts

    def test_has_five_to_seven_chair_units_and_one_executive_chair(self, alliance: AllianceFacts) -> None:
        chairs = [stay for stay in alliance.memberships if stay.tier == "X" and stay.left_on is None]
        assert 5 <= len(chairs) <= 7
        for day in (date(2021, 5, 1), date(2021, 8, 1), date(2021, 11, 1), date(2022, 2, 1)):
            assert sum(term.covers(day) for term in alliance.chair_terms) == 1

    def test_the_chair_goes_round_among_chair_units_by_quarters(self, alliance: AllianceFacts) -> None:
        assert len({term.organization for term in alliance.chair_terms}) == len(alliance.chair_terms) == 5

    def test_serves_the_five_themes(self, year: Any) -> None:
        themes = {
            event.theme for event in year("jianghai").events if type(event).__name__ == "ActivityProposed"
        }
        charter = in_force(year("jianghai").alliance("“江海红湾”海工党建联盟").charters, date(2021, 6, 1))
        assert charter is not None
        assert themes == {theme.code for theme in charter.themes}

    def test_a_breach_of_the_limit_was_recorded_and_cured(self, year: Any) -> None:
        assert year("jianghai").count("BreachRecorded") == year("jianghai").count("BreachCured") == 1


class TestJiguan:
    """Source 001."""

    def test_fourteen_named_units_in_three_alliances_with_their_lead_units(self, year: Any) -> None:
        lived = year("jiguan")
        leads = {}
        for alliance in lived.alliances():
            founders = [
                stay.organization for stay in alliance.memberships if stay.joined_on == date(2021, 4, 8)
            ]
            leads[alliance.name] = (lived.lead_units(alliance), len(founders))
        assert leads == {
            "第一联盟": ({"区委直属机关工委"}, 5),
            "第二联盟": ({"区政务服务中心"}, 5),
            "第三联盟": ({"区委编办"}, 4),
        }

    def test_units_outside_applied_and_the_lead_unit_was_consulted(self, year: Any) -> None:
        lived = year("jiguan")
        assert lived.count("MembershipApplied") == lived.count("ApplicationConsulted") == 4
        assert lived.count("MembershipRefused") == 1


class TestYangdu:
    """Source 002."""

    @pytest.mark.parametrize(
        ("kind", "alliances", "members", "party_members", "reached"),
        [
            (AllianceKind.INDUSTRY_CHAIN, 3, 16, 87, 31),
            (AllianceKind.SECTOR, 7, 23, 142, 240),
            (AllianceKind.REGIONAL, 4, 24, 131, 91),
        ],
    )
    def test_the_counts_are_those_of_the_report(
        self, year: Any, kind: AllianceKind, alliances: int, members: int, party_members: int, reached: int
    ) -> None:
        lived = year("yangdu")
        of_kind = [one for one in lived.alliances() if one.kind is kind]
        units = [
            lived.aggregates[stay.organization]
            for one in of_kind
            for stay in one.memberships
            if stay.tier != "PARTNER"
        ]
        assert (len(of_kind), len(units)) == (alliances, members)
        assert sum(unit.party_members for unit in units) == party_members
        assert sum(unit.affiliated_enterprises for unit in units) == reached

    def test_six_units_without_a_party_organization_joined_the_pet_food_alliance(self, year: Any) -> None:
        alliance = year("yangdu").alliance("宠物食品产业党建红色联盟")
        partners = [stay.organization for stay in alliance.memberships if stay.tier == "PARTNER"]
        assert len(partners) == 6
        assert {year("yangdu").aggregates[one].party_form for one in partners} == {"NONE"}
        assert year("yangdu").lead_units(alliance) == {"帅克宠物党支部"}

    def test_one_alliance_lists_its_377_resources_on_four_lists(self, year: Any) -> None:
        lived = year("yangdu")
        materials = alliance_id(lived.tenant.id, "新型建材产业党建红色联盟")
        shared = {one.originator_id for one in lived.of("ResourceShared") if one.alliance == materials}
        listed = [one for one in lived.of("ResourceListed") if one.originator_id in shared]
        lists = Counter(one.list_name for one in listed)
        assert lists.pop("党群服务中心") == 1
        assert (len(lists), lists.total()) == (4, 377)

    def test_two_hundred_and_eighty_six_problems_of_the_city_were_solved(self, year: Any) -> None:
        lived = year("yangdu")
        (solved,) = [one for one in lived.of("BenefitRecorded") if one.kind == "PROBLEMS_SOLVED"]
        assert (solved.count, len(solved.basis)) == (286, 286)
        assert {lived.entries[position - 1].type for position in solved.basis} == {"tickets.TicketClosed"}

    def test_there_are_252_enterprises_and_social_organizations(self, year: Any) -> None:
        kinds = Counter(one.kind.value for one in year("yangdu").of("OrganizationRegistered"))
        assert kinds["ENTERPRISE"] + kinds["SOCIAL_ORGANIZATION"] == 252

    def test_eight_teams_of_volunteers_and_five_social_organizations_are_in_the_park(self, year: Any) -> None:
        park = year("yangdu").alliance("双创科技园党建红色联盟")
        assert sum(stay.tier == "PARTNER" for stay in park.memberships) == 5
        teams = [one for one in year("yangdu").of("GroupFormed") if one.code == "VOLUNTEERS"]
        assert len(teams) == 8

    def test_thirteen_old_districts_are_taken_on(self, year: Any) -> None:
        titles = [one.title for one in year("yangdu").of("ProjectProposed")]
        assert sum("老旧小区" in title for title in titles) == 13

    def test_members_put_money_together_and_awards_rest_on_results(self, year: Any) -> None:
        lived = year("yangdu")
        given = [one for one in lived.of("ContributionReceived") if one.source == "CROWDFUNDING"]
        assert len(given) == 24  # each organization of the four regional alliances
        awards = [one for one in lived.of("PaymentMade") if one.item == "AWARD"]
        assert {one.basis.kind for one in awards} == {"RESULT"}
        assert len(awards) == 14

    def test_the_shopping_area_has_its_twelve_organizations(self, year: Any) -> None:
        assert len(year("yangdu").alliance("君悦超市商圈党建红色联盟").memberships) == 12


class TestDongfanghong:
    """Source 003."""

    def test_one_hundred_and_ninety_one_organizations_in_three_groups(self, year: Any) -> None:
        groups = year("dongfanghong").alliances()
        assert len(groups) == 3
        assert len({stay.organization for one in groups for stay in one.memberships}) == 191

    def test_each_group_has_one_leader_and_two_deputies(self, year: Any) -> None:
        for group in year("dongfanghong").alliances():
            tiers = Counter(stay.tier for stay in group.memberships)
            assert (tiers["LEADER"], tiers["DEPUTY"]) == (1, 2)

    def test_dues_are_returned_in_full_to_all_191(self, year: Any) -> None:
        lived = year("dongfanghong")
        received = {
            one.organization: one.amount for one in lived.of("ContributionReceived") if one.organization
        }
        returned = {one.recipient: one.amount for one in lived.of("PaymentMade") if one.of_dues}
        assert len(received) == 191
        assert received == returned

    def test_needs_are_claimed_from_either_side(self, year: Any) -> None:
        sides = Counter(one.side.value for one in year("dongfanghong").of("TaskClaimed"))
        assert set(sides) == {"PROVIDER", "NEEDER"}

    def test_venues_are_accepted_in_three_classes(self, year: Any) -> None:
        classes = {one.venue_class.value for one in year("dongfanghong").of("VenueAccepted")}
        assert classes == {"CLASS_1", "CLASS_2", "CLASS_3"}

    def test_every_organization_was_inspected(self, year: Any) -> None:
        assert len({one.subject for one in year("dongfanghong").of("InspectionPlanned")}) == 191

    def test_tickets_go_through_all_three_levels(self, year: Any) -> None:
        events = year("dongfanghong").events
        levels = Counter(event.level for event in events if type(event).__name__ == "TicketTriaged")
        assert set(levels) == {"ON_SITE", "COORDINATED", "ESCALATED"}


class TestYili:
    """Source 004."""

    def test_a_lead_unit_stands_and_a_unit_rotates_by_the_year(self, year: Any) -> None:
        alliance = year("yili").alliance("伊犁党建工作协作区")
        first, second = alliance.chair_terms
        stand = year("yili").lead_units(alliance)
        assert stand
        assert stand.isdisjoint(year("yili").names([first.organization, second.organization]))
        assert first.ends_on == date(2023, 12, 31)
        assert (second.starts_on, second.ends_on) == (date(2024, 1, 1), date(2024, 12, 31))

    def test_both_halves_of_the_year_are_assessed_by_one_scheme(self, year: Any) -> None:
        opened = [event for event in year("yili").events if type(event).__name__ == "PeriodOpened"]
        assert [event.period for event in opened] == ["2023-H1", "2023-H2"]
        assert len({event.scheme for event in opened}) == 1
        assert year("yili").count("SchemePublished") == 1

    def test_briefings_are_filed_by_the_unit_in_rotation_and_some_are_late_or_missing(
        self, year: Any
    ) -> None:
        lived = year("yili")
        filed = lived.of("BriefingFiled")
        assert len({one.organization for one in filed}) == 1
        assert {one.filed_on <= one.due_on for one in filed} == {False, True}
        assert 0 < len(filed) < lived.count("ActivityHeld")
        measured = [one.measured for one in lived.of("IndicatorScored") if one.indicator == "duties"]
        assert {one.measure for one in measured} == {Measure.DUTIES_MET}
        assert any(0 < one.numerator < one.denominator for one in measured)

    def test_they_exchange_every_month(self, year: Any) -> None:
        titles = [event.title for event in year("yili").events if type(event).__name__ == "ActivityProposed"]
        assert sum(title.startswith("月党建座谈交流") for title in titles) == 11


@pytest.mark.parametrize("code", CODES)
def test_tickets_have_every_outcome(year: Any, code: str) -> None:
    lived = year(code)
    for name in ("TicketClosed", "TicketReopened", "TicketEscalated", "DeadlineExtended"):
        assert lived.count(name), name
    assert lived.count("TicketRaised") > lived.count("TicketClosed"), "some are still open"
    answers = [(event, day) for event, day in lived.happened if type(event).__name__ == "TicketResolved"]
    assert {day > event.due_on for event, day in answers} == {False, True}, "some are late, others on time"


@pytest.mark.parametrize("code", CODES)
def test_meetings_are_held_and_what_they_pass_is_followed_up(year: Any, code: str) -> None:
    lived = year(code)
    assert lived.count("MeetingHeld") >= 4
    assert lived.count("ResolutionPassed") >= 1
    assert lived.count("ResolutionFollowedUp") >= lived.count("ResolutionPassed") // 2


def test_the_report_s_benefits_are_recorded_as_it_states_them(year: Any) -> None:
    lived = year("yangdu")
    told = {
        (event.kind.value, int(event.amount or event.count))
        for event in lived.events
        if type(event).__name__ == "BenefitRecorded"
    }
    assert told == {
        ("COST_SAVED", 30_000_000),
        ("OUTPUT", 170_000_000),
        ("DONATION", 2_600_000),
        ("PEOPLE_HELPED", 37),
        ("PEOPLE_HELPED", 479),
        ("DONATION", 23_350_000),
        ("PROBLEMS_SOLVED", 286),
    }


def test_two_projects_of_jianghai_are_chosen_by_its_meeting_and_delivered(year: Any) -> None:
    lived = year("jianghai")
    assert (lived.count("ProjectSelected"), lived.count("ProjectCompleted")) == (2, 2)
    assert lived.count("DutyReportHeard") > 15


PERIODS = {
    "jianghai": (["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1"], 1),
    "jiguan": (["2021-CARRY_OUT", "2021-PLAN", "2021-SUM_UP"], 3),
    "yangdu": (["2022-H1", "2022-H2"], 14),
    "dongfanghong": (["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"], 3),
    "yili": (["2023", "2023-H1", "2023-H2"], 1),
}


@pytest.mark.parametrize("code", CODES)
def test_every_period_that_the_charter_asks_for_is_reported_and_accepted(year: Any, code: str) -> None:
    lived, (periods, alliances) = year(code), PERIODS[code]
    drafted = [event.period for event in lived.events if type(event).__name__ == "ReportDrafted"]
    assert sorted(drafted) == sorted(periods * alliances)
    assert lived.count("ReportAccepted") == len(drafted)
    assert lived.count("ReportSubmitted") == len(drafted) + lived.count("ReportReturned")


@pytest.mark.parametrize("code", CODES)
def test_results_are_published_disputed_and_starred_and_somebody_is_distinguished(
    year: Any, code: str
) -> None:
    lived = year(code)
    assert lived.count("ResultsPublished") == lived.count("ResultsFinalized") == lived.count("StarsAwarded")
    assert lived.count("ObjectionRaised") == lived.count("ObjectionDecided") > 0
    assert lived.count("HonourGranted") + lived.count("CasePromoted") == lived.count("HonourNominated") > 0
    sources = {
        indicator.source
        for event in lived.events
        if type(event).__name__ == "SchemePublished"
        for indicator in event.indicators
    }
    assert {"BY_HAND", "LEDGER"} <= sources


class Refusing:
    """A store that takes nothing."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def append(self, append: Any) -> Any:
        raise AssertionError("something is stored a second time")


async def test_it_is_resumed_after_a_crash_and_shows_how_far_it_is(lived_demo: Demo) -> None:
    assert isinstance(lived_demo.crash, ExceptionGroup)
    assert lived_demo.crash.split(Crash)[1] is None
    assert 0 < sum(lived_demo.broken_off.values()) < 3_000

    assert all(done == total for done, total in lived_demo.shown.values())
    assert set(lived_demo.shown) == {town.name for town in TOWNS}


async def test_a_second_load_finds_nothing_to_do(lived_demo: Demo, lived_store: EventStore) -> None:
    async with asyncpg.create_pool(lived_demo.database.owner, min_size=0, max_size=2) as pool:
        commander = Commander(Refusing(lived_store), KeyStore(lived_demo.keys))  # type: ignore[arg-type]
        files = Files(pool, KeyStore(lived_demo.keys), Folder(lived_demo.folder))
        await load(commander, Tenants(pool), files, lambda *_: None)

        assert await heads(Tenants(pool)) == lived_demo.loaded


async def test_it_reads_as_it_was_written(lived_demo: Demo, lived_store: EventStore) -> None:
    """Positions without gaps; time that does not go back; the alliance is there."""
    tenant = lived_demo.tenants["jianghai"].id
    entries = await lived_store.read(tenant, 0, 10_000)
    assert [entry.position for entry in entries] == list(range(1, lived_demo.loaded["jianghai"] + 1))
    assert entries[0].recorded_at.year == 2021
    assert all(a.recorded_at <= b.recorded_at for a, b in pairwise(entries))
    commander = Commander(lived_store, KeyStore(lived_demo.keys))
    found = await commander.load(tenant, "alliances.Alliance", alliance_id(tenant, "“江海红湾”海工党建联盟"))
    assert found is not None
    scored = [entry for entry in entries if entry.type == "assessments.IndicatorScored"]
    rests_on = [position for entry in scored for position in entry.data["evidence"]]
    assert rests_on
    by_hand, counted = "activities.ActivityLogged", ("AttendanceRecorded", "ActivityCorrected")
    cited = {entries[position - 1].type for position in rests_on}
    assert {by_hand} <= cited <= {by_hand, *(f"activities.{name}" for name in counted)}


async def test_photographs_are_kept_as_files_and_are_what_their_events_say(
    lived_demo: Demo, year: Any
) -> None:
    lived = year("jianghai")
    names = ("EvidenceAttached", "TicketEvidenceAttached", "InspectionEvidenceAttached")
    attached = [next(one for one in lived.of(name) if one.file is not None) for name in names]
    async with asyncpg.create_pool(lived_demo.database.app, min_size=0, max_size=1) as pool:
        files = Files(pool, KeyStore(lived_demo.keys), Folder(lived_demo.folder))
        for kind, one in zip(("Activity", "Ticket", "Inspection"), attached, strict=True):
            kept = File(
                id=one.file,
                kind=kind,
                stream_id=one.originator_id,
                original_sha256=one.original_sha256,
                stored_sha256=one.stored_sha256,
                size=one.size,
                media_type=one.media_type,
            )
            content = b"".join([piece async for piece in files.read(lived.tenant.id, kept, 0, kept.size)])
            assert sha256(content).hexdigest() == one.stored_sha256
            assert one.media_type == "image/jpeg"


ENOUGH = 10


async def test_what_is_published_is_as_its_schema_says(lived_demo: Demo, lived_store: EventStore) -> None:
    """The first ten of each type in each tenant."""
    schemas = contract.load("schemas")
    envelopes = Draft202012Validator(_cloudevent(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    entries = {
        name: Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for name, schema in schemas.items()
    }
    for tenant in lived_demo.tenants.values():
        seen: Counter[str] = Counter()
        for entry in await lived_store.read(tenant.id, 0, 100_000):
            seen[entry.type] += 1
            if seen[entry.type] <= ENOUGH:
                message = orjson.loads(envelope(entry).payload)
                envelopes.validate(message)
                entries[message["type"]].validate(message["data"])
                assert message["dataschema"] == schemas[message["type"]]["$id"]


def _cloudevent() -> Any:
    return orjson.loads((contract.FOLDER / "schemas" / "cloudevent.json").read_bytes())
