"""Prometheus metrics, defined once; whoever does the work imports and observes them.

No label takes a value that a client or a tenant chooses: each new value is a new time series for ever.
"""

from functools import cache

from prometheus_client import REGISTRY, Counter, Gauge, Histogram

_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

APPEND_SECONDS = Histogram(
    "concord_append_seconds",
    "From calling append to its answer, waiting included.",
    buckets=_SECONDS,
)
APPEND_GROUP_SIZE = Histogram(
    "concord_append_group_size",
    "Appends that left in one transaction.",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
)

PROJECTION_LAG = Gauge(
    "concord_projection_lag_events", "Events not yet applied, over all tenants.", ["projection"]
)
PROJECTED_EVENTS = Counter("concord_projected_events", "Events applied, by read model.", ["projection"])
PROJECTION_PARKED = Gauge("concord_projection_parked", "Tenants whose read model is parked.", ["projection"])

PUBLISHER_LAG = Gauge(
    "concord_publisher_lag_events", "Events not yet in the stream, over all tenants.", registry=None
)
"""Exported from the first `set_publisher_lag` on: elsewhere it would say 0, which nobody measured."""
PUBLISHED_EVENTS = Counter("concord_published_events", "Events stored in the stream.")

UNSEALED_ENTRIES = Gauge(
    "concord_ledger_unsealed_entries",
    "Entries not covered by a checkpoint yet, all tenants.",
    registry=None,
)
"""Exported from the first `set_unsealed` on."""
SEALED_ENTRIES = Counter("concord_ledger_sealed_entries", "Entries covered by a checkpoint.")
SEALING_SECONDS = Histogram(
    "concord_ledger_sealing_seconds",
    "From recording an entry to the checkpoint that covers it; of the oldest one of each checkpoint.",
    buckets=(0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0, 600.0),
)
STAMPS = Counter("concord_ledger_time_stamps", "Checkpoints that an authority has time-stamped.")
STAMP_FAILURES = Counter("concord_ledger_time_stamp_failures", "Time stamps asked for and not had.")
REREAD_TILES = Counter("concord_ledger_reread_tiles", "Tiles of 256 sealed entries that were read again.")
LEDGER_ROUND_SECONDS = Gauge(
    "concord_ledger_round_seconds", "How long it took to read everything that was sealed again, once."
)
LEDGER_ALARMS = Gauge("concord_ledger_alarms", "Tenants that are not sealed, by what was found.", ["reason"])
POLICY_LAG = Gauge("concord_policy_lag_events", "Events that policies have not looked at, over all tenants.")
POLICY_PENDING = Gauge("concord_policy_pending", "Reactions of policies that are still to be done.")
POLICY_PARKED = Gauge("concord_policy_parked", "Reactions of policies that wait for an operator.")
POLICY_COMMANDS = Counter(
    "concord_policy_commands", "Commands that policies gave: done or refused.", ["policy", "outcome"]
)

GRAPHQL_SECONDS = Histogram(
    "concord_graphql_seconds",
    "Execution of an operation, by its root field (of our schema, never the client's operation name).",
    ["operation"],
    buckets=_SECONDS,
)
GRAPHQL_ERRORS = Counter("concord_graphql_errors", "Top-level errors, by extensions.code.", ["code"])
CUT_CONNECTIONS = Counter(
    "concord_cut_connections", "HTTP connections cut off because too little came: of what.", ["part"]
)
SUBSCRIPTIONS = Gauge("concord_subscriptions", "Subscriptions that are open.")


@cache
def _export(gauge: Gauge) -> None:
    REGISTRY.register(gauge)


def set_publisher_lag(events: int) -> None:
    """What a worker has measured."""
    PUBLISHER_LAG.set(events)
    _export(PUBLISHER_LAG)


def set_unsealed(entries: int) -> None:
    """What a sealer has measured."""
    UNSEALED_ENTRIES.set(entries)
    _export(UNSEALED_ENTRIES)
