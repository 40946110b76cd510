"""Settings that are unsafe by themselves."""

from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from urllib.parse import parse_qs, urlsplit

from concord.diagnosing.finding import Finding, advice, unsafe
from concord.settings import Settings

ENCRYPTED = ("verify-ca", "verify-full")
WIDEST = 8
"""Prefix length of the widest private network (10.0.0.0/8) that webhooks may reasonably be let into."""


def of_settings(settings: Settings) -> Iterator[Finding]:
    """In the order of the table."""
    yield from _identity(settings)
    yield from _transport(settings)
    yield from _limits(settings)
    yield from _ledger(settings)


def _identity(settings: Settings) -> Iterator[Finding]:
    if settings.is_demo:
        yield unsafe(
            *("DEMO_ISSUER", "CONCORD_DEMO"),
            "演示令牌有效：能读数据文件夹者可冒充任何人。请设 CONCORD_DEMO=no 并配置 CONCORD_OIDC_ISSUER",
            "Demo tokens are accepted: whoever reads the data folder can be anybody. Set CONCORD_DEMO=no and "
            "CONCORD_OIDC_ISSUER",
        )
    elif not settings.oidc_issuer:
        yield advice(
            *("NO_ISSUER", "CONCORD_OIDC_ISSUER"),
            "未配置身份签发者，无人能够登录。请设置 CONCORD_OIDC_ISSUER",
            "No issuer of identities is trusted, so nobody can sign in: set CONCORD_OIDC_ISSUER",
        )


def _transport(settings: Settings) -> Iterator[Finding]:
    if not is_local(settings.host):
        yield unsafe(
            *("API_WITHOUT_TLS", "CONCORD_HOST"),
            f"API 在 {settings.host} 上为明文 HTTP，令牌可被窃听。请监听 127.0.0.1，由反向代理提供 TLS",
            f"The API speaks plain HTTP on {settings.host}, where tokens can be overheard: listen on "
            "127.0.0.1 behind a proxy that brings TLS",
        )
        if settings.metrics_port:
            yield advice(
                *("METRICS_WITHOUT_TOKEN", "CONCORD_METRICS_PORT"),
                f"指标在 {settings.host}:{settings.metrics_port} 无需令牌即可读取。请勿向外网开放该端口",
                f"Metrics are told without a token on {settings.host}:{settings.metrics_port}: let nobody "
                "outside reach that port",
            )
    yield from _database_transport(settings.database_url)
    for server in filter(None, settings.nats_url.split(",")):
        parts = urlsplit(server)
        if parts.scheme != "tls" and not is_local(parts.hostname or ""):
            yield unsafe(
                *("NATS_WITHOUT_TLS", "CONCORD_NATS_URL"),
                f"到 {parts.hostname} 的消息连接未加密。请改用 tls://",
                f"The connection to {parts.hostname} is not encrypted: use tls://",
            )


def _database_transport(url: str) -> Iterator[Finding]:
    parts = urlsplit(url)
    mode = parse_qs(parts.query).get("sslmode", [""])[0]
    if url and parts.hostname and not is_local(parts.hostname) and mode not in ENCRYPTED:
        yield unsafe(
            *("DATABASE_WITHOUT_TLS", "CONCORD_DATABASE_URL"),
            f"到数据库 {parts.hostname} 的连接未校验证书。请在连接串后加 ?sslmode=verify-full",
            f"The connection to the database at {parts.hostname} does not verify whom it speaks to: append "
            "?sslmode=verify-full",
        )
    if parts.password:
        yield unsafe(
            *("PASSWORD_IN_URL", "CONCORD_DATABASE_URL"),
            "连接串中写有口令，进程列表与环境转储中均可见。请改用 PGPASSFILE",
            "The connection string holds a password, which process lists and dumps show: use a PGPASSFILE",
        )


def _limits(settings: Settings) -> Iterator[Finding]:
    for name, rate in (
        ("CONCORD_USER_RATE", settings.user_rate),
        ("CONCORD_TENANT_RATE", settings.tenant_rate),
    ):
        if not rate:
            yield unsafe(
                *("NO_RATE", name),
                f"{name}=0：一方即可占满服务。请设为每秒操作数",
                f"{name}=0: one party can take all there is. Set it to operations a second",
            )
    for name, places in (
        ("CONCORD_USER_SUBSCRIPTIONS", settings.user_subscriptions),
        ("CONCORD_TENANT_SUBSCRIPTIONS", settings.tenant_subscriptions),
        ("CONCORD_USER_SOCKETS", settings.user_sockets),
        ("CONCORD_TENANT_SOCKETS", settings.tenant_sockets),
    ):
        if not places:
            yield unsafe(
                *("NO_LIMIT", name),
                f"{name}=0：一方即可占满连接。请设为上限",
                f"{name}=0: one party can take every connection. Set it to how many it may have",
            )
    for network in filter(None, (one.strip() for one in settings.webhook_networks.split(","))):
        if ip_network(network).prefixlen < WIDEST:
            yield unsafe(
                *("WEBHOOKS_REACH_ALL", "CONCORD_WEBHOOK_NETWORKS"),
                f"Webhook 可到达 {network}，其中包括本机与云平台元数据地址。请只列出接收方所在的网段",
                f"Webhooks may reach {network}, this machine and its metadata service among them: list the "
                "receivers' networks only",
            )
    if settings.log_level == "debug":
        yield advice(
            *("LOGS_DEBUG", "CONCORD_LOG_LEVEL"),
            "日志级别为 debug，保留的内容多于运行所需。请设为 info",
            "The log says more than running needs: set CONCORD_LOG_LEVEL=info",
        )


def _ledger(settings: Settings) -> Iterator[Finding]:
    if settings.ledger_name == "localhost" and not settings.is_demo:
        yield unsafe(
            *("LEDGER_WITHOUT_NAME", "CONCORD_LEDGER_NAME"),
            "检查点以 localhost 开头，与他处台账无法区分。请在首次签署前设置 CONCORD_LEDGER_NAME",
            "Checkpoints begin with localhost, as everybody's: set CONCORD_LEDGER_NAME before the first one",
        )
    if settings.witness_keys is None and not settings.tsa_url:
        yield advice(
            *("NO_WITNESS", "CONCORD_WITNESS_KEYS"),
            "既无见证方也无时间戳，持有签名密钥者可另立历史。请设 CONCORD_WITNESS_KEYS 或 CONCORD_TSA_URL",
            "Neither witness nor time stamps: who holds the signing key could tell another history. Set "
            "CONCORD_WITNESS_KEYS or CONCORD_TSA_URL",
        )


def is_local(host: str) -> bool:
    """Whether an address never leaves this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")
