"""The working calendar through the API: arranged, asked, and counted by."""

from asking import Asker

YEAR = "workingCalendar { years { year daysOff daysWorked document } version }"
COUNTED = (
    """query ($days: Int!) { workingCalendar { deadline(start: "2024-02-09", workingDaysLater: $days) } }"""
)


async def test_a_shipped_notice_is_taken_by_its_year_alone(administrator: Asker):
    assert (await administrator.ask("{ workingCalendar { version } }")).only is None
    payload = await administrator.done("calendarArrangeHolidays", YEAR, year=2024)
    (year,) = payload["workingCalendar"]["years"]
    assert (year["daysOff"][0], year["daysWorked"][:2]) == ("2024-01-01", ["2024-02-04", "2024-02-18"])
    assert "国办发明电〔2023〕7号" in year["document"]
    assert (await administrator.ask("{ shippedCalendarYears }")).only == [2021, 2022, 2023, 2024, 2025, 2026]
    assert (await administrator.ask(COUNTED, days=1)).only["deadline"] == "2024-02-18"
    assert (await administrator.ask(COUNTED, days=1001)).codes == ["BAD_USER_INPUT"]


async def test_a_tenant_s_own_arrangement_is_as_good(administrator: Asker):
    own = {"year": 2024, "daysOff": ["2024-02-12"], "document": "区放假通知"}
    payload = await administrator.done("calendarArrangeHolidays", YEAR, **own)
    assert payload["workingCalendar"]["years"] == [own | {"daysWorked": []}]
    assert (await administrator.ask(COUNTED, days=1)).only["deadline"] == "2024-02-13"
    assert (await administrator.ask(COUNTED, days=0)).only["deadline"] == "2024-02-09"


async def test_what_no_notice_can_say_is_refused(administrator: Asker):
    worked = {"year": 2024, "daysOff": [], "daysWorked": ["2024-01-03"], "document": "通知"}
    assert await administrator.refused("calendarArrangeHolidays", **worked) == "WORKED_ON_WEEKDAY"
    for members in ({"year": 2020}, {"year": 2024, "daysOff": []}, {"year": 2024, "document": "通知"}):
        answer = await administrator.ask(
            "mutation ($input: CalendarArrangeHolidaysInput!) "
            "{ calendarArrangeHolidays(input: $input) { position } }",
            input=members,
        )
        assert answer.codes == ["BAD_USER_INPUT"]
