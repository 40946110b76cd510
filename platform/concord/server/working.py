"""`concord work`: read models, publication, policies and subscribers, until it is told to stop."""

import asyncio
from functools import partial

import asyncpg

from concord.accounts import Login, Operator
from concord.eventstore.forgetting import run_forgetting
from concord.evidence.stores import open_store
from concord.evidence.sweeping import run_sweeping
from concord.privacy.opening import opened_keys
from concord.projecting import run_projector
from concord.publishing import run_publisher
from concord.reacting.reactor import run_policies
from concord.server.erasing import run_erasing
from concord.server.listening import told_to_stop
from concord.server.probes import database_answers, nats_answers
from concord.server.probing import probing
from concord.settings import Settings
from concord.subscribers.provisioning import run_provisioning
from concord.subscribers.webhooks import Guard, run_webhooks

ROLE = "concord_projector"


async def work(settings: Settings) -> None:
    """Do what is to be done for any tenant until SIGINT or SIGTERM; batches under way are finished."""
    stop = told_to_stop()
    dsn = settings.dsn(ROLE)
    pool = asyncpg.create_pool(dsn, min_size=0, max_size=1, command_timeout=5)
    erasing = asyncpg.create_pool(dsn, min_size=0, max_size=1)  # a large tenant's takes as long as it takes
    async with pool, erasing, opened_keys(settings) as keys, asyncio.TaskGroup() as group:
        group.create_task(run_projector(dsn, stop))
        operator = Operator.found(settings.keys)
        login = partial(Login(operator).options, "concord publisher")
        replicas = settings.nats_replicas
        group.create_task(run_publisher(dsn, settings.nats, stop, login=login, replicas=replicas))
        group.create_task(run_provisioning(dsn, settings.nats, operator, stop, replicas=replicas))
        guard = Guard.allowing(settings.webhook_networks)
        group.create_task(run_webhooks(dsn, keys, stop, guard))
        group.create_task(run_forgetting(dsn, stop))
        group.create_task(run_sweeping(dsn, keys, open_store(settings), stop))
        group.create_task(run_erasing(erasing, keys, stop))
        group.create_task(run_policies(dsn, settings.dsn("concord_app"), keys, stop))
        if settings.metrics_port:
            checks = [database_answers(pool), nats_answers(settings.nats)]
            group.create_task(probing(settings, checks, stop))
