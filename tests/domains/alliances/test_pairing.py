"""Pairs of members with others, and agreements of members with the alliance."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.alliances.commands import EndPairing, FormPairing, LeaveAlliance, SignAgreement
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import AgreementSigned, PairingEnded, PairingFormed
from concord.charters import Obligations


def pairing(world: Any, **changes: Any) -> FormPairing:
    values = {
        "alliance": changes.pop("alliance", None) or world.found(),
        "organization": world.member(0),
        "partner": world.unit("红湾村", kind="VILLAGE"),
        "scheme": "百企联百村",
    }
    return FormPairing(**values | changes)


def test_a_member_pairs_with_a_village_once_under_a_campaign(world: Any) -> None:
    form = pairing(world)
    number = uuid4()
    world.decider.when(form, number).then((PairingFormed, {"pairing": number, "partner": form.partner}))
    world.decider.when(form).refused(AllianceRefusal.ALREADY_PAIRED, "partner")
    other = pairing(world, alliance=form.alliance, scheme="助学结对")
    world.decider.given(other)
    end = EndPairing(alliance=form.alliance, pairing=number)
    world.decider.when(end).then((PairingEnded, {"ended_on": date(2024, 1, 1)}))
    world.decider.when(end).refused(AllianceRefusal.PAIRING_UNKNOWN, "pairing")
    world.decider.given(form)


def test_pairs_that_cannot_be_are_refused(world: Any) -> None:
    alliance = world.found()
    itself = pairing(world, alliance=alliance, partner=world.member(0))
    world.decider.when(itself).refused(AllianceRefusal.PAIR_WITH_ITSELF, "partner")
    gone = pairing(world, alliance=alliance, partner=world.unit("旧村", deregistered=True))
    world.decider.when(gone).refused(AllianceRefusal.ORGANIZATION_DEREGISTERED, "partner")
    unknown = pairing(world, alliance=alliance, partner=uuid4())
    world.decider.when(unknown).refused(AllianceRefusal.ORGANIZATION_UNKNOWN, "partner")
    stranger = pairing(world, alliance=alliance, organization=world.unit("外单位"))
    world.decider.when(stranger).refused(AllianceRefusal.NOT_A_MEMBER, "organization")
    nameless = pairing(world, alliance=alliance, scheme="")
    world.decider.when(nameless).refused(AllianceRefusal.NAME_INVALID, "scheme")


def test_who_leaves_is_paired_no_more(world: Any) -> None:
    alliance = world.found()
    form = pairing(world, alliance=alliance, organization=world.member(3))
    world.decider.given(form, LeaveAlliance(alliance=form.alliance, organization=world.member(3)))
    assert world.decider.aggregate(form.alliance).pairings == {}


@pytest.mark.parametrize(("year", "signed"), [(None, 2024), (2025, 2025)])
def test_an_agreement_is_signed_once_a_year(world: Any, year: int | None, signed: int) -> None:
    alliance = world.found(obligations=Obligations(agreement="党建协议"))
    sign = SignAgreement(alliance=alliance, organization=world.member(1), year=year)
    world.decider.when(sign).then((AgreementSigned, {"title": "党建协议", "year": signed}))
    world.decider.when(sign).refused(AllianceRefusal.AGREEMENT_SIGNED, "organization")
    far = SignAgreement(alliance=alliance, organization=world.member(1), year=2026)
    world.decider.when(far).refused(AllianceRefusal.AGREEMENT_YEAR, "year")


def test_where_the_charter_names_no_agreement_it_names_itself(world: Any) -> None:
    sign = SignAgreement(alliance=world.found(), organization=world.member(1))
    world.decider.when(sign).refused(AllianceRefusal.NAME_INVALID, "title")
