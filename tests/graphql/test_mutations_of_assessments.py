"""Every mutation on schemes and assessments: done, and refused by the rule that forbids it."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from asking import Asker, Door
from founding import found, register

from concord.identity import Role
from concord.tenancy import Tenant

YEAR = str(datetime.now(ZoneInfo("Asia/Shanghai")).year - 1)
"""It is over."""
VETO = {
    "code": "veto",
    "name": "一票否决",
    "kind": "VETO",
    "minimum": "0",
    "maximum": "0",
    "weight": "0",
    "required": False,
    "cap": "60",
}
INDICATORS = [
    {
        "code": "inspect",
        "name": "督导检查",
        "kind": "SCORE",
        "minimum": "0",
        "maximum": "100",
        "weight": "0.8",
        "required": True,
    },
    {
        "code": "bonus",
        "name": "加分",
        "kind": "BONUS",
        "minimum": "0",
        "maximum": "10",
        "weight": "1",
        "required": False,
    },
    VETO,
]
STARS = [{"stars": 3, "minimum": "60"}, {"stars": 5, "minimum": "80"}]
SHOWN = """assessment { id status edition organizationCount scoreCount finalizedOn
    indicators { code kind maximum cap } starThresholds { stars minimum }
    scores { indicator score cap previous corrections evidence remark organization { id } }
    standings { organization { id } score bonus total cap rank stars } }"""


@pytest.fixture
async def units(administrator: Asker) -> list[str]:
    return [await register(administrator) for _ in range(2)]


@pytest.fixture
async def alliance(administrator: Asker, units: list[str]) -> str:
    day = f"{YEAR}-01-01"
    made = await found(administrator, units[:1], occurred_on=day)
    await administrator.done("allianceJoin", allianceId=made, organizationId=units[1], occurredOn=day)
    return made


async def published(asker: Asker, alliance: str, **more: object) -> dict:
    members = {
        "code": "star",
        "name": "达标创星",
        "effectiveFrom": f"{YEAR}-01-01",
        "indicators": INDICATORS,
        "stars": STARS,
    }
    shown = "scheme { id code edition editions { edition indicators { code } } alliance { id } }"
    return await asker.done("schemePublish", shown, allianceId=alliance, **members | more)


async def opened(asker: Asker, alliance: str, units: list[str]) -> str:
    await published(asker, alliance)
    payload = await asker.done(
        "assessmentOpen", SHOWN, allianceId=alliance, scheme="star", period=YEAR, organizationIds=units
    )
    made: str = payload["assessment"]["id"]
    return made


async def test_a_scheme_is_published_in_editions(administrator: Asker, alliance: str):
    first = (await published(administrator, alliance))["scheme"]
    assert (first["edition"], first["alliance"]) == (1, {"id": alliance})
    second = (await published(administrator, alliance, effectiveFrom=f"{YEAR}-06-01", name="修订"))["scheme"]
    assert second["id"] == first["id"]
    assert [one["edition"] for one in second["editions"]] == [1, 2]
    node = "query ($id: ID!) { scheme(id: $id) { name } alliance(id: $a) { schemes { code } } }"
    answer = await administrator.ask(
        node.replace("$id: ID!", "$id: ID!, $a: ID!"), id=first["id"], a=alliance
    )
    assert answer.data == {"scheme": {"name": "修订"}, "alliance": {"schemes": [{"code": "star"}]}}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"code": "大"}, "CODE_INVALID"),
        ({"indicators": [VETO]}, "INDICATORS_INVALID"),
        ({"indicators": INDICATORS[:1] * 2}, "INDICATOR_REPEATED"),
        ({"indicators": [INDICATORS[0] | {"maximum": "0"}]}, "RANGE_INVALID"),
        ({"indicators": [INDICATORS[0] | {"weight": "0"}]}, "WEIGHT_INVALID"),
        ({"indicators": [INDICATORS[0], VETO | {"cap": None}]}, "CAP_INVALID"),
        ({"stars": STARS[::-1]}, "STARS_INVALID"),
        ({"stars": [{"stars": 5, "minimum": "90.01"}]}, "STARS_OUT_OF_REACH"),
        ({"indicators": [INDICATORS[0], VETO | {"cap": "80.01"}]}, "CAP_OUT_OF_REACH"),
        ({"indicators": [INDICATORS[0] | {"weight": "80"}], "stars": STARS}, "WEIGHTS_OUT_OF_SCALE"),
        ({"name": ""}, "TEXT_EMPTY"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_scheme_that_cannot_be_is_refused(administrator: Asker, alliance: str, more: dict, code: str):
    good = {"code": "star", "name": "创星", "effectiveFrom": f"{YEAR}-01-01", "indicators": INDICATORS}
    assert await administrator.refused("schemePublish", allianceId=alliance, **good | more) == code


async def test_scores_are_given_corrected_capped_and_finalized(
    administrator: Asker, alliance: str, units: list[str], api: Door, tenant: Tenant
):
    assessor = api.enter(tenant, Role.ASSESSOR)
    assessment = await opened(administrator, alliance, units)
    of = {"assessmentId": assessment}
    one, other = ({"organizationId": unit, "indicator": "inspect", **of} for unit in units)
    await assessor.done("assessmentScore", score="90", evidence=[1, 2], remark="优秀", **one)
    await assessor.done("assessmentScore", score="95.5", **other)
    await assessor.done("assessmentScore", score="5", organizationId=units[0], indicator="bonus", **of)
    corrected = await assessor.done("assessmentCorrectScore", SHOWN, score="92.25", reason="复核", **one)
    (score,) = [s for s in corrected["assessment"]["scores"] if s["previous"]]
    assert score == {
        "indicator": "inspect",
        "score": "92.25",
        "cap": None,
        "previous": "90",
        "corrections": 1,
        "evidence": [],
        "remark": "复核",
        "organization": {"id": units[0]},
    }
    vetoed = {"organizationId": units[1], "indicator": "veto", "reason": "安全事故", **of}
    await assessor.done("assessmentApplyVeto", **vetoed)
    forbidden = await assessor.ask(
        "mutation ($i: AssessmentFinalizeInput!) { assessmentFinalize(input: $i) { position } }", i=of
    )
    assert forbidden.codes == ["FORBIDDEN"]
    final = (await administrator.done("assessmentFinalize", SHOWN, **of))["assessment"]
    assert final["status"] in ("FINALIZED", "AWARDED")
    standings = {s["organization"]["id"]: s for s in final["standings"]}
    assert (standings[units[0]]["total"], standings[units[0]]["rank"], standings[units[0]]["stars"]) == (
        "78.8",
        1,
        3,
    )
    assert (standings[units[1]]["total"], standings[units[1]]["cap"], standings[units[1]]["rank"]) == (
        "60",
        "60",
        2,
    )
    assert await assessor.refused("assessmentScore", score="1", **one) == "ALREADY_FINALIZED"


async def test_scores_are_claimed_and_computed(
    administrator: Asker, alliance: str, units: list[str], api: Door, tenant: Tenant
):
    claimed = INDICATORS[0] | {"code": "claimed", "source": "SELF_REPORT"}
    led = INDICATORS[0] | {"code": "led", "source": "LEDGER", "measure": "ACTIVITIES_LED", "fullAt": "2"}
    scheme = {"indicators": [claimed, led], "stars": [], "fourEyes": True}
    await published(administrator, alliance, **scheme)
    open_ = {"allianceId": alliance, "scheme": "star", "period": YEAR, "organizationIds": units}
    of = {"assessmentId": (await administrator.done("assessmentOpen", SHOWN, **open_))["assessment"]["id"]}

    officer = api.enter(tenant, Role.OFFICER, organization=units[0])
    report = {"organizationId": units[0], "indicator": "claimed", "claimed": "80", "evidence": [1], **of}
    shown = """assessment { fourEyes selfReports { claimed evidence filedAt statement organization { id } }
        scores { indicator score reviews evidence
            measured { measure definition position numerator denominator } } }"""
    filed = await officer.done("assessmentFileSelfReport", shown, statement="四次联学", **report)
    assert filed["assessment"]["fourEyes"] is True
    (claim,) = filed["assessment"]["selfReports"]
    assert claim == {
        "claimed": "80",
        "evidence": [1],
        "filedAt": 2,
        "statement": "四次联学",
        "organization": {"id": units[0]},
    }
    unproved = report | {"evidence": []}
    assert await officer.refused("assessmentFileSelfReport", **unproved) == "REPORT_WITHOUT_EVIDENCE"

    assessor = api.enter(tenant, Role.ASSESSOR)
    review = {"organizationId": units[0], "indicator": "claimed", "score": "75", **of}
    await assessor.done("assessmentScore", **review)
    computed = await assessor.done("assessmentCompute", shown, indicator="led", **of)
    scores = {one["indicator"]: one for one in computed["assessment"]["scores"]}
    assert (scores["claimed"]["reviews"], scores["claimed"]["measured"]) == (2, None)
    measured = scores["led"]["measured"]
    assert (measured["measure"], measured["numerator"], measured["denominator"]) == (
        "ACTIVITIES_LED",
        0,
        None,
    )
    assert measured["position"] == computed["position"] - len(units)
    assert await assessor.refused("assessmentCompute", indicator="led", **of) == "NOTHING_NEW_TO_COMPUTE"
    by_hand = review | {"indicator": "led"}
    assert await assessor.refused("assessmentScore", **by_hand) == "INDICATOR_IS_COMPUTED"


async def test_a_self_report_is_reviewed_by_another_person_whatever_token_he_brings(
    administrator: Asker, alliance: str, units: list[str], api: Door, tenant: Tenant
):
    claimed = INDICATORS[0] | {"code": "claimed", "source": "SELF_REPORT"}
    await published(administrator, alliance, indicators=[claimed], stars=[], fourEyes=True)
    open_ = {"allianceId": alliance, "scheme": "star", "period": YEAR, "organizationIds": units}
    of = {"assessmentId": (await administrator.done("assessmentOpen", SHOWN, **open_))["assessment"]["id"]}
    subject = uuid4()
    author = api.enter(tenant, Role.OFFICER, organization=units[0], subject=subject)
    report = {"organizationId": units[0], "indicator": "claimed", "claimed": "80", "evidence": [1]}
    await author.done("assessmentFileSelfReport", **report, **of)

    review = {"organizationId": units[0], "indicator": "claimed", "score": "75", **of}
    for same in (
        api.enter(tenant, Role.ASSESSOR, subject=subject),
        api.enter(tenant, Role.COMMITTEE, subject=subject),
        api.enter(tenant, Role.ASSESSOR, organization=units[1], subject=subject),
        api.enter(tenant, Role.ASSESSOR, organization=units[0]),  # a colleague
    ):
        assert await same.refused("assessmentScore", **review) == "REVIEWED_BY_AUTHOR"
    await api.enter(tenant, Role.ASSESSOR, organization=units[1]).done("assessmentScore", **review)


async def test_refusals_of_scoring(administrator: Asker, alliance: str, units: list[str]):
    stranger = await register(administrator)
    open_ = {"allianceId": alliance, "scheme": "star"}
    assert await administrator.refused("assessmentOpen", period=YEAR, **open_) == "NOT_FOUND"
    of = {"assessmentId": await opened(administrator, alliance, units)}
    assert await administrator.refused("assessmentOpen", period=YEAR, **open_) == "PERIOD_ALREADY_OPENED"
    assert await administrator.refused("assessmentOpen", period="soon", **open_) == "PERIOD_INVALID"
    assert (
        await administrator.refused("assessmentOpen", period=str(int(YEAR) + 2), **open_)
        == "PERIOD_NOT_BEGUN"
    )

    good = {"organizationId": units[0], "indicator": "inspect", "score": "50", **of}
    for more, code in (
        ({"organizationId": stranger}, "NOT_ASSESSED"),
        ({"indicator": "none"}, "INDICATOR_UNKNOWN"),
        ({"indicator": "veto"}, "INDICATOR_IS_VETO"),
        ({"score": "101"}, "SCORE_OUT_OF_RANGE"),
        ({"score": "50.123"}, "SCORE_NOT_EXACT"),
        ({"evidence": [3, 3]}, "EVIDENCE_INVALID"),
    ):
        assert await administrator.refused("assessmentScore", **good | more) == code
    correct = good | {"reason": "x"}
    assert await administrator.refused("assessmentCorrectScore", **correct) == "NOT_SCORED"
    await administrator.done("assessmentScore", **good)
    assert await administrator.refused("assessmentScore", **good) == "ALREADY_SCORED"
    assert await administrator.refused("assessmentCorrectScore", **correct) == "CORRECTION_CHANGES_NOTHING"
    veto = {"organizationId": units[0], "indicator": "inspect", "reason": "x", **of}
    assert await administrator.refused("assessmentApplyVeto", **veto) == "INDICATOR_IS_NOT_VETO"
    assert await administrator.refused("assessmentFinalize", **of) == "SCORES_MISSING"


async def test_results_are_not_final_before_the_period_is_over(
    administrator: Asker, alliance: str, units: list[str]
):
    await published(administrator, alliance)
    scheme = {"allianceId": alliance, "scheme": "star", "organizationIds": units}
    opened = await administrator.done("assessmentOpen", SHOWN, period=str(int(YEAR) + 1), **scheme)
    of = {"assessmentId": opened["assessment"]["id"]}
    assert await administrator.refused("assessmentFinalize", **of) == "PERIOD_NOT_OVER"


@pytest.mark.parametrize("score", ["1e3", "NaN", "1,5", " 1", "1" * 20, 50, 1.5, True])
async def test_points_are_exact_decimals_as_text(administrator: Asker, score: object):
    answer = await administrator.ask(
        "mutation ($i: AssessmentScoreInput!) { assessmentScore(input: $i) { position } }",
        i={"assessmentId": "x", "organizationId": "x", "indicator": "x", "score": score},
    )
    assert answer.codes == ["BAD_USER_INPUT"]


async def test_assessments_are_listed_by_what_they_are(administrator: Asker, alliance: str, units: list[str]):
    one = await opened(administrator, alliance, units)
    listed = "query ($f: AssessmentFilter) { assessments(first: 10, filter: $f) { totalCount nodes { id } } }"
    for filter_, count in (
        ({"allianceId": alliance}, 1),
        ({"organizationId": units[1]}, 1),
        ({"statuses": ["FINALIZED"]}, 0),
        ({"period": YEAR}, 1),
        ({"until": "2020-01-01"}, 0),
    ):
        assert (await administrator.ask(listed, f=filter_)).only["totalCount"] == count
    answer = await administrator.ask(
        "query ($id: ID!) { assessment(id: $id) { scheme { code } period } }", id=one
    )
    assert answer.only == {"scheme": {"code": "star"}, "period": YEAR}
