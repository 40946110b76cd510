"""What the database says about itself, asked as the role that the API uses."""

import time
from collections.abc import AsyncIterator, Callable
from urllib.parse import urlsplit

import asyncpg

from concord.diagnosing.finding import Finding, advice, unknown, unsafe
from concord.eventstore import errors
from concord.tenancy.statements import statements_of

AWAY = (*errors.AWAY, asyncpg.PostgresError)
SKEW = 1.0
"""Seconds by which the clocks of host and database may differ: tokens and deadlines are judged by both."""
FORCE = "alter table {name} enable row level security, force row level security; "
POLICY = (
    "create policy tenant on {name} using"
    " (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)); "
)
"""As `concord.protect` makes it, which grants as well: a ledger that nobody may write would be written to."""
SEE = (
    "grant select on pg_hba_file_rules to concord_app; "
    "grant execute on function pg_hba_file_rules() to concord_app"
)
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


sql = statements_of("concord.diagnosing")


async def of_database(dsn: str, clock: Callable[[], float] = time.time) -> AsyncIterator[Finding]:
    """Connects and looks; changes nothing."""
    try:
        connection = await asyncpg.connect(dsn, timeout=5)
    except AWAY as error:
        yield unknown(
            *("DATABASE_AWAY", urlsplit(dsn).hostname or "PostgreSQL"),
            f"数据库无法连接（{type(error).__name__}），以上未含对它的检查。请先启动数据库",
            f"The database cannot be reached ({type(error).__name__}), so nothing is known of it: "
            "start it first",
        )
        return
    try:
        for part in (_roles, _row_security, _settings, _entrances):
            async for found in part(connection):
                yield found
        async for found in _clock(connection, clock):
            yield found
    finally:
        await connection.close()


async def _roles(connection: asyncpg.Connection) -> AsyncIterator[Finding]:
    for row in await connection.fetch(sql("mighty_roles")):
        yield unsafe(
            *("MIGHTY_ROLE", row["rolname"]),
            "此角色不受行级安全约束。请执行 alter role ... nosuperuser nobypassrls",
            "This role is above row-level security: alter role ... nosuperuser nobypassrls",
        )


async def _row_security(connection: asyncpg.Connection) -> AsyncIterator[Finding]:
    for row in await connection.fetch(sql("open_tables")):
        name = f"{row['schema']}.{row['name']}"
        repair = FORCE.format(name=name) + ("" if row["has_policy"] else POLICY.format(name=name))
        yield unsafe(
            *("ROW_SECURITY_MISSING", name),
            f"表 {name} 未强制行级安全，一个租户可读到另一个租户。请以其所有者执行 {repair}并查明何人改动",
            f"{name} does not force row-level security: one tenant could read another. As its owner run "
            f"{repair}and find out who changed it",
        )


async def _settings(connection: asyncpg.Connection) -> AsyncIterator[Finding]:
    shown = {row["name"]: row["setting"] for row in await connection.fetch(sql("server_settings"))}
    for name in DURABLE:
        if shown[name] == "off":
            yield unsafe(
                *("NOT_DURABLE", name),
                f"{name}=off：断电会丢失已确认的入账。请在 postgresql.conf 中设为 on",
                f"{name} is off: a power cut loses what was acknowledged. Set it to on in postgresql.conf",
            )
    if shown["statement_timeout"] == "0":
        yield unsafe(
            *("NO_STATEMENT_TIMEOUT", "concord_app"),
            "concord_app 没有语句超时，一条查询可占用连接不放。请重新执行 infra/postgres/roles.sql",
            "concord_app has no statement_timeout: one query can keep a connection for ever. Run "
            "infra/postgres/roles.sql again",
        )
    if {shown["log_parameter_max_length"], shown["log_parameter_max_length_on_error"]} != {"0"}:
        yield unsafe(
            *("LOGS_PERSONAL_VALUES", "log_parameter_max_length"),
            "数据库日志会写入语句参数，其中有个人信息。请使用 infra/postgres/postgresql.conf，或将两个 "
            "log_parameter_max_length 设为 0",
            "The database logs the parameters of statements, personal values among them: use "
            "infra/postgres/postgresql.conf, or set both log_parameter_max_length to 0",
        )
    if shown["encrypted"] == "false":
        yield unsafe(
            *("DATABASE_IN_CLEAR", "PostgreSQL"),
            "与数据库的连接经网络且未加密。请在服务器开启 ssl，并在连接串后加 ?sslmode=verify-full",
            "The connection to the database crosses a network in clear: turn ssl on, and append "
            "?sslmode=verify-full",
        )


async def _entrances(connection: asyncpg.Connection) -> AsyncIterator[Finding]:
    if not await connection.fetchval(sql("sees_entrances")):
        yield advice(
            *("ENTRANCES_NOT_SEEN", "pg_hba.conf"),
            f"pg_hba.conf 只有超级用户可读，未作检查。请自行确认没有对外网的 trust 或 password，或执行 {SEE}",
            "Only a superuser may read pg_hba.conf, so it was not looked at: see that no network comes in by "
            f"trust or password, or {SEE}",
        )
        return
    for row in await connection.fetch(sql("network_entrances")):
        yield unsafe(
            *("ENTRANCE_UNGUARDED", f"pg_hba.conf:{row['line']}"),
            f"{row['users']} 自 {row['address']} 以 {row['method']} 方式进入：无口令，或口令明文。请改为 "
            "hostssl ... scram-sha-256 并执行 pg_reload_conf()",
            f"{row['users']} comes in from {row['address']} by {row['method']}: without a password, or with "
            "one in clear. Make it hostssl ... scram-sha-256, then select pg_reload_conf()",
        )


async def _clock(connection: asyncpg.Connection, clock: Callable[[], float]) -> AsyncIterator[Finding]:
    before = clock()
    theirs = float(await connection.fetchval("select extract(epoch from clock_timestamp())"))
    after = clock()
    skew = max(before - theirs, theirs - after)
    if skew > SKEW:
        yield unsafe(
            *("CLOCK_SKEW", "PostgreSQL"),
            f"数据库与本机的时钟相差 {skew:.1f} 秒，令牌有效期与办理时限会误判。请在两处启用 NTP",
            f"The clocks of database and host differ by {skew:.1f} s, and tokens and deadlines are judged by "
            "them: run NTP on both",
        )
