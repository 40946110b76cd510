"""The five years as they are written down: every command is accepted, and the documents' facts are there.

No database: each step is decided as `concord.commanding` decides it.
"""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from concord.alliances.facts import AllianceFacts
from concord.charters import AllianceKind, alliance_id, in_force
from concord.demo.diary import NAMESPACE, Diary
from concord.demo.loading import written
from concord.demo.tenants import TOWNS
from concord.demo.units import credit_code, share
from concord.organizations.commands import RegisterOrganization
from concord.organizations.credit_code import check_character, is_well_formed
from concord.tenancy import Tenant
from concord.tickets.commands import RaiseTicket

CODES = ("jianghai", "jiguan", "yangdu", "dongfanghong", "yili")


def tenant(code: str) -> Tenant:
    town = next(one for one in TOWNS if one.code == code)
    return Tenant(
        id=uuid5(NAMESPACE, code), code=code, name=town.name, division_code=town.division_code, simulated=True
    )


class Lived:
    """A year, lived step by step."""

    def __init__(self, code: str, decider: Any) -> None:
        town = next(one for one in TOWNS if one.code == code)
        self.tenant = tenant(code)
        self.steps = written(town, self.tenant)
        self.decider = decider
        decider.tenant = self.tenant.id
        self.happened: list[tuple[Any, date]] = []
        for step in self.steps:
            decider.on(step.at.date(), occurred_on=step.occurred_on)
            decider.speaking(step.viewer.organization, step.viewer.role)
            decider.actor = step.viewer.subject
            decided = decider.when(step.command, step.id)
            assert decided.refusal is None, f"{step.label} on {step.at:%Y-%m-%d}: {decided.refusal!r}"
            assert decided.events, f"{step.label} changes nothing"
            self.happened += [(event, step.at.date()) for event in decided.events]
        self.events = [event for event, _ in self.happened]

    def count(self, name: str) -> int:
        """Events of that name."""
        return Counter(type(event).__name__ for event in self.events)[name]

    def registered(self) -> dict[str, RegisterOrganization]:
        """Organizations by name."""
        commands = [step.command for step in self.steps if isinstance(step.command, RegisterOrganization)]
        return {command.name: command for command in commands}

    def alliance(self, name: str) -> AllianceFacts:
        """An alliance at the end of the year."""
        facts: AllianceFacts = self.decider.aggregate(alliance_id(self.tenant.id, name)).facts()
        return facts

    def alliances(self) -> list[AllianceFacts]:
        """All of them."""
        names = [event.name for event in self.events if type(event).__name__ == "AllianceProposed"]
        return [self.alliance(name) for name in names]

    def names(self, organizations: list[UUID]) -> set[str]:
        """Of organizations."""
        return {self.decider.aggregate(one).name for one in organizations}


@pytest.fixture(scope="module")
def lived() -> Any:
    """Lives a year once for all tests of the module."""
    return {}


@pytest.fixture
def year(lived: Any, decider: Any) -> Any:
    """The year of a tenant, by code."""

    def of(code: str) -> Lived:
        if code not in lived:
            lived[code] = Lived(code, type(decider)())
        found: Lived = lived[code]
        return found

    return of


@pytest.mark.parametrize("code", CODES)
def test_every_step_is_accepted_and_changes_something(year: Any, code: str) -> None:
    assert len(year(code).events) >= len(year(code).steps) > 500


def test_together_they_are_more_than_five_thousand_events(year: Any) -> None:
    assert sum(len(year(code).events) for code in CODES) >= 5_000


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
            leads[alliance.name] = (lived.names([alliance.lead_unit]), len(founders))
        assert leads == {
            "第一联盟": ({"区委直属机关工委"}, 5),
            "第二联盟": ({"区政务服务中心"}, 5),
            "第三联盟": ({"区委编办"}, 4),
        }

    def test_units_outside_applied_and_the_lead_unit_was_consulted(self, year: Any) -> None:
        lived = year("jiguan")
        assert lived.count("MembershipApplied") == lived.count("ApplicationConsulted") == 3
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
            lived.decider.aggregate(stay.organization)
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
        assert {year("yangdu").decider.aggregate(one).party_form for one in partners} == {"NONE"}
        assert year("yangdu").names([alliance.lead_unit]) == {"帅克宠物党支部"}

    def test_one_alliance_lists_its_377_resources_on_four_lists(self, year: Any) -> None:
        listed = [event for event in year("yangdu").events if type(event).__name__ == "ResourceListed"]
        lists = Counter(event.list_name for event in listed)
        assert sum(count for name, count in lists.items() if name != "党群服务中心") == 377
        assert len(lists) == 5

    def test_members_put_money_together_and_an_award_rests_on_results(self, year: Any) -> None:
        lived = year("yangdu")
        assert lived.count("ContributionReceived") == 12
        assert lived.count("PaymentMade") == 1

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

    def test_tickets_go_through_all_three_levels(self, year: Any) -> None:
        events = year("dongfanghong").events
        levels = Counter(event.level for event in events if type(event).__name__ == "TicketTriaged")
        assert set(levels) == {"ON_SITE", "COORDINATED", "ESCALATED"}


class TestYili:
    """Source 004."""

    def test_a_lead_unit_stands_and_a_unit_rotates_by_the_year(self, year: Any) -> None:
        alliance = year("yili").alliance("伊犁党建工作协作区")
        first, second = alliance.chair_terms
        assert alliance.lead_unit not in {first.organization, second.organization}
        assert first.ends_on == date(2023, 12, 31)
        assert (second.starts_on, second.ends_on) == (date(2024, 1, 1), date(2024, 12, 31))

    def test_both_halves_of_the_year_are_assessed_by_one_scheme(self, year: Any) -> None:
        opened = [event for event in year("yili").events if type(event).__name__ == "PeriodOpened"]
        assert [event.period for event in opened] == ["2023-H1", "2023-H2"]
        assert len({event.scheme for event in opened}) == 1
        assert year("yili").count("SchemePublished") == 1

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
