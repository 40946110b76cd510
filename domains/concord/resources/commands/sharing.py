"""Share a resource, put it on lists, accept a venue, withdraw it."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.charters import (
    TEXT,
    ConfiguredRefusal,
    ResourceKind,
    ResourceRules,
    Standing,
    StandingRefusal,
    TextRefusal,
    VenueClass,
    check_narrative,
    check_person,
    check_text,
    require_list,
    require_own,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative, Personal
from concord.resources.aggregate import Resource, ResourceFacts
from concord.resources.booking import check_persons
from concord.resources.errors import ResourceRefusal

RULED: tuple[RefusalCode, ...] = (
    StandingRefusal.ALLIANCE_NOT_ACTIVE,
    StandingRefusal.NO_CHARTER,
    StandingRefusal.MEMBER_HAS_LEFT,
    ResourceRefusal.RESOURCES_NOT_IN_CHARTER,
)
"""Of whatever the charter has a say in."""
LISTING: tuple[RefusalCode, ...] = (
    ResourceRefusal.LIST_NOT_IN_CHARTER,
    ConfiguredRefusal.LIST_NOT_CONFIGURED,
    ResourceRefusal.KIND_NOT_FOR_LIST,
    ResourceRefusal.ALREADY_ON_LIST,
)
STEP: tuple[RefusalCode, ...] = (
    ResourceRefusal.RESOURCE_WITHDRAWN,
    StandingRefusal.MEMBER_HAS_LEFT,
    StandingRefusal.NOT_YOUR_ORGANIZATION,
    *TEXT,
)
"""Of what the owner does with its resource."""


def resource_rules(alliance: Standing, at: Circumstances) -> ResourceRules:
    """What the charter in force says of sharing."""
    alliance.require_active(at.today)
    rules = alliance.charter(at.today).resources
    if rules is None:
        raise Refusal(ResourceRefusal.RESOURCES_NOT_IN_CHARTER)
    return rules


class ShareResource(Command, frozen=True, kw_only=True):
    """共享资源: a member opens something to others, on the lists it belongs on."""

    aggregate: ClassVar[type[Aggregate]] = Resource
    refuses = (
        *RULED,
        *LISTING,
        *TEXT,
        TextRefusal.PERSON_TOO_LONG,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        ResourceRefusal.COUNT_INVALID,
    )

    alliance: UUID
    owner: UUID
    kind: ResourceKind
    name: str
    description: Narrative | None = None
    person: Personal | None = None
    capacity: int | None = None
    lists: tuple[str, ...] = ()

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "resources.Resource")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, Standing)}

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> Resource:
        check_text("name", self.name)
        check_narrative("description", self.description)
        check_person("person", self.person)
        check_persons("capacity", self.capacity)
        require_own(self.owner, at, "owner")
        alliance: Standing = facts["alliance"]
        rules = resource_rules(alliance, at)
        alliance.require_not_departed(at.organization, at.today)
        alliance.require_member(self.owner, at.today, "owner")
        resource = self._share(at)
        for code in self.lists:
            _put_on(resource, code, rules, at)
        return resource

    def _share(self, at: Circumstances) -> Resource:
        return Resource._create(
            Resource.ResourceShared,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            owner=self.owner,
            kind=self.kind,
            name=self.name,
            description=self.description,
            person=self.person,
            capacity=self.capacity,
        )


class ResourceCommand(Command, frozen=True, kw_only=True):
    """One thing that is done with a shared resource."""

    aggregate: ClassVar[type[Aggregate]] = Resource

    resource: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.resource

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"resource": Read("resources.Resource", self.resource, ResourceFacts)}
        if "resource" in known:
            reads["alliance"] = Read("alliances.Alliance", known["resource"].alliance, Standing)
        return reads

    def decide(self, aggregate: Resource, facts: Facts, at: Circumstances) -> Resource:
        require_own(aggregate.owner, at, "resource")
        facts["alliance"].require_not_departed(at.organization, at.today)
        self.act(aggregate, facts["alliance"], at)
        return aggregate

    def act(self, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        """Does it, or raises `Refusal`."""
        raise NotImplementedError


class ListResource(ResourceCommand, frozen=True, kw_only=True):
    """列入资源清单: puts it on one of the charter's lists."""

    refuses = (*STEP, *RULED, *LISTING)

    list_code: str

    def act(self, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        _put_on(resource, self.list_code, resource_rules(alliance, at), at)


class DelistResource(ResourceCommand, frozen=True, kw_only=True):
    """移出资源清单: takes it off a list."""

    refuses = (*STEP, ResourceRefusal.NOT_ON_LIST)

    list_code: str
    reason: Narrative | None = None

    def act(self, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        resource.take_off(self.list_code, self.reason)


class WithdrawResource(ResourceCommand, frozen=True, kw_only=True):
    """撤回资源: it is shared no more; also in an alliance that has been dissolved."""

    refuses = (*STEP, ResourceRefusal.STILL_BOOKED)

    reason: Narrative | None = None

    def act(self, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        resource.withdraw(self.reason, at.today)


class AcceptVenue(ResourceCommand, frozen=True, kw_only=True):
    """验收阵地: a venue meets the standard of a class."""

    refuses = (
        *STEP,
        *RULED,
        ResourceRefusal.NOT_A_VENUE,
        ResourceRefusal.CLASS_NOT_IN_CHARTER,
        ResourceRefusal.ALREADY_IN_CLASS,
    )

    venue_class: VenueClass
    note: Narrative | None = None

    def act(self, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        check_narrative("note", self.note)
        rules = resource_rules(alliance, at)
        resource.accept(self.venue_class, self.note, rules, alliance.charter(at.today))


def _put_on(resource: Resource, code: str, rules: ResourceRules, at: Circumstances) -> None:
    """On a list that the charter has and the tenant keeps."""
    named = rules.named(code)
    if named is not None:
        require_list(named, at)
    resource.put_on(code, rules)
