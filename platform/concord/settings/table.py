"""Every setting: name, default, check and meaning, in one place. `docs/operators.md` is rendered from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from concord.settings import checks

DEFAULT_PORT = 8000


def _setting(
    name: str, default: str, check: Callable[[str], Any], english: str, chinese: str, *, secret: bool = False
) -> Any:
    """`secret`: its value is shown nowhere."""
    told = {"name": name, "default": default, "check": check, "english": english, "chinese": chinese}
    return field(metadata=told | {"secret": secret}, repr=not secret)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator may change. Made by `concord.settings.load`."""

    host: str = _setting(
        *("CONCORD_HOST", "127.0.0.1", checks.host),
        "Address the API listens on; 0.0.0.0 for all of them.",
        "API 监听的地址；0.0.0.0 表示全部。",
    )
    port: int = _setting(
        *("CONCORD_PORT", str(DEFAULT_PORT), checks.port),
        "Port of the API.",
        "API 端口。",
    )
    data_dir: Path = _setting(  # noqa: RUF009 - a field
        *("CONCORD_DATA_DIR", ".concord", checks.folder),
        "Folder of the embedded servers, key files and logs; relative to where Concord is started.",
        "内置服务器、密钥与日志所在的文件夹；相对于启动目录。",
    )
    database_url: str = _setting(
        *("CONCORD_DATABASE_URL", "", checks.database),
        "PostgreSQL, as postgresql://{role}@host:5432/concord: each part fills in its own role; "
        "passwords come from a PGPASSFILE. Empty: the embedded server of the data folder.",
        "PostgreSQL 连接串，{role} 由各部分填入自己的角色，密码取自 PGPASSFILE。"
        "留空：数据文件夹中的内置服务器。",
    )
    nats_url: str = _setting(
        *("CONCORD_NATS_URL", "", checks.nats),
        "NATS servers, separated by commas. Empty: the embedded server of the data folder.",
        "NATS 服务器，多个以逗号分隔。留空：数据文件夹中的内置服务器。",
    )
    nats_replicas: int = _setting(
        *("CONCORD_NATS_REPLICAS", "1", checks.replicas),
        "Servers of a NATS cluster that keep the stream, where it is created: 3 or 5; 1 without a cluster.",
        "NATS 集群中保存事件流的服务器数（创建时）：3 或 5；单机为 1。",
    )
    nats_port: int = _setting(
        *("CONCORD_NATS_PORT", "0", checks.port_or_any),
        "Port of the embedded NATS; 0: any free one, the same again at the next start.",
        "内置 NATS 的端口；0 表示任一空闲端口，下次启动沿用。",
    )
    metrics_port: int = _setting(
        *("CONCORD_METRICS_PORT", "0", checks.port_or_any),
        "Port on which a process answers /live, /ready and /metrics, without a token: for the inside of your "
        "network. The API's own port shows no metrics but in a demo. 0: none.",
        "各进程提供 /live、/ready、/metrics 的端口，无需令牌，仅供内网使用；"
        "除演示外，API 端口不提供 /metrics。0 表示不提供。",
    )
    keys_dir: Path | None = _setting(  # noqa: RUF009 - a field
        *("CONCORD_KEYS_DIR", "", checks.folder_or_none),
        "Key store for personal values and narrative text; never in the same backup as the database. "
        "Empty: keys in the data folder.",
        "个人信息与叙述文字的密钥库，不可与数据库同一备份。留空：数据文件夹中的 keys。",
    )
    master_key: str = _setting(
        *("CONCORD_MASTER_KEY", "", checks.master_keys),
        "Master key of the key store: 32 random bytes in base64; while it is rotated two, separated by a "
        "comma, the new one first. Empty: the file master.key of the key store, made at the first start.",
        "密钥库的主密钥：32 字节随机数的 base64；轮换期间为以逗号分隔的两个，新密钥在前。"
        "留空：密钥库文件夹中的 master.key，首次启动时生成。",
        secret=True,
    )
    files: str = _setting(
        *("CONCORD_FILES", "", checks.files),
        "Where evidence files are kept, encrypted: a folder that all processes share, or s3://bucket/prefix "
        "of any S3-compatible store, whose address and secrets are the variables AWS_ENDPOINT_URL, "
        "AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY. Empty: evidence in the data folder.",
        "佐证文件（加密）存放处：各进程共用的文件夹，或任何 S3 兼容存储的 s3://桶/前缀，其地址与密钥取自环境变量"
        " AWS_ENDPOINT_URL、AWS_REGION、AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY。"
        "留空：数据文件夹中的 evidence。",
    )
    file_bytes: int = _setting(
        *("CONCORD_FILE_BYTES", "20971520", checks.file_bytes),
        "Most bytes of one evidence file, at most 104857600.",
        "单份佐证文件的字节上限，最多 104857600。",
    )
    ledger_name: str = _setting(
        *("CONCORD_LEDGER_NAME", "localhost", checks.log_name),
        "Address of the ledgers without https://, such as ledger.example.org: every checkpoint begins with "
        "it. Permanent for each ledger from its first checkpoint on.",
        "台账地址（不含 https://），如 ledger.example.org；每个检查点以此开头，首个检查点之后不可更改。",
    )
    sealer_keys_dir: Path | None = _setting(  # noqa: RUF009 - a field
        *("CONCORD_SEALER_KEYS_DIR", "", checks.folder_or_none),
        "Signing keys of `concord seal`: for that process alone. Empty: sealer/keys in the data folder.",
        "`concord seal` 的签名密钥，仅供该进程使用。留空：数据文件夹中的 sealer/keys。",
    )
    sealer_state_dir: Path | None = _setting(  # noqa: RUF009 - a field
        *("CONCORD_SEALER_STATE_DIR", "", checks.folder_or_none),
        "What `concord seal` has signed so far, kept outside the database. Empty: sealer/state in the data "
        "folder.",
        "`concord seal` 已签署内容的记录，不在数据库内。留空：数据文件夹中的 sealer/state。",
    )
    tsa_url: str = _setting(
        *("CONCORD_TSA_URL", "", checks.web),
        "Time-stamp authority (RFC 3161) that `concord seal` asks once a day for each ledger. Empty: none.",
        "`concord seal` 每日为各台账申请时间戳的时间戳服务（RFC 3161）地址。留空：不申请。",
    )
    tsa_certificates: Path | None = _setting(  # noqa: RUF009 - a field
        *("CONCORD_TSA_CERTIFICATES", "", checks.existing_file_or_none),
        "PEM file of the certificates by which its stamps are believed; needed with CONCORD_TSA_URL.",
        "验证时间戳所用证书的 PEM 文件；设置 CONCORD_TSA_URL 时必填。",
    )
    witness_keys: Path | None = _setting(  # noqa: RUF009 - a field
        *("CONCORD_WITNESS_KEYS", "", checks.existing_file_or_none),
        "File of the verifier keys of witnesses, one a line: the API takes their cosignatures and shows them "
        "under the checkpoints. Empty: of nobody.",
        "见证方公钥文件，一行一个：API 接受其见证签名并附于检查点之后。留空：不接受。",
    )
    seal_seconds: float = _setting(
        *("CONCORD_SEAL_SECONDS", "1", checks.seconds),
        "Seconds between checkpoints of a ledger that grows; 1,000 new entries do not wait for it.",
        "台账持续增长时两个检查点的间隔秒数；新增满 1000 条时不再等待。",
    )
    oidc_issuer: str = _setting(
        *("CONCORD_OIDC_ISSUER", "", checks.https),
        "OpenID Connect issuer whose tokens are accepted. Empty: none.",
        "受信任的 OpenID Connect 签发者。留空：无。",
    )
    oidc_audience: str = _setting(
        *("CONCORD_OIDC_AUDIENCE", "concord", checks.text),
        "Audience that its tokens must name.",
        "其令牌须载明的受众。",
    )
    oidc_jwks_url: str = _setting(
        *("CONCORD_OIDC_JWKS_URL", "", checks.https),
        "Where its keys are, for an issuer without a discovery document.",
        "其公钥地址，供没有发现文档的签发者使用。",
    )
    oidc_claims: dict[str, str] = _setting(  # noqa: RUF009 - a field
        *("CONCORD_OIDC_CLAIMS", "", checks.claim_names),
        "Names of its claims, where they are not tenant, role and organization: "
        "tenant=https://concord/tenant,role=realm_access.roles.",
        "其声明的名称，与 tenant、role、organization 不同时填写：tenant=https://concord/tenant,role=realm_access.roles。",
    )
    oidc_roles: dict[str, str] = _setting(  # noqa: RUF009 - a field
        *("CONCORD_OIDC_ROLES", "", checks.pairs),
        "Its words for roles, where they are not ours: union-secretary=secretary,kpi=assessor.",
        "其角色名称与本平台角色的对应：union-secretary=secretary,kpi=assessor。",
    )
    oidc_tenants: tuple[str, ...] | None = _setting(
        *("CONCORD_OIDC_TENANTS", "", checks.codes_or_none),
        "Codes of the tenants that it may speak for, separated by commas. Empty: all.",
        "其可代表的租户代码，以逗号分隔。留空：全部。",
    )
    webhook_networks: str = _setting(
        *("CONCORD_WEBHOOK_NETWORKS", "", checks.networks),
        "Networks, separated by commas, that webhooks may reach though they are private (10.1.0.0/16), "
        "also by http. Empty: the public internet only, by https.",
        "Webhook 可到达的内部网段，以逗号分隔（10.1.0.0/16），亦可用 http。留空：仅公网 https。",
    )
    demo: str = _setting(
        *("CONCORD_DEMO", "", checks.choice("", "yes", "no")),
        "Accept tokens of `concord token` and serve the query page. Empty: yes while PostgreSQL is embedded.",
        "接受 `concord token` 签发的令牌并提供查询页。留空：使用内置 PostgreSQL 时为 yes。",
    )
    user_rate: int = _setting(
        *("CONCORD_USER_RATE", "250", checks.count),
        "GraphQL operations a second that one user may send to one API process, again and again; one that "
        "may cost more than 100 counts as one for each 100. 0: no limit.",
        "每个用户可持续向一个 API 进程发送的 GraphQL 操作数（每秒）；代价超过 100 者每 100 计一次。"
        "0 表示不限。",
    )
    user_burst: int = _setting(
        *("CONCORD_USER_BURST", "5000", checks.amount),
        "How many of them at once after a pause.",
        "停顿之后可一次发送的数量。",
    )
    tenant_rate: int = _setting(
        *("CONCORD_TENANT_RATE", "1000", checks.count),
        "The same for all users of a tenant together.",
        "同一租户全部用户合计的上限；0 表示不限。",
    )
    tenant_burst: int = _setting(
        *("CONCORD_TENANT_BURST", "20000", checks.amount),
        "How many of them at once after a pause.",
        "停顿之后可一次发送的数量。",
    )
    user_subscriptions: int = _setting(
        *("CONCORD_USER_SUBSCRIPTIONS", "60", checks.count),
        "Subscriptions that one user has at a time in one API process; 0: no limit.",
        "每个用户在一个 API 进程中同时的订阅数；0 表示不限。",
    )
    tenant_subscriptions: int = _setting(
        *("CONCORD_TENANT_SUBSCRIPTIONS", "1000", checks.count),
        "The same for all users of a tenant together.",
        "同一租户全部用户合计的上限；0 表示不限。",
    )
    user_sockets: int = _setting(
        *("CONCORD_USER_SOCKETS", "10", checks.count),
        "WebSockets that one user has open at a time in one API process; 0: no limit.",
        "每个用户在一个 API 进程中同时的 WebSocket 数；0 表示不限。",
    )
    tenant_sockets: int = _setting(
        *("CONCORD_TENANT_SOCKETS", "500", checks.count),
        "The same for all users of a tenant together.",
        "同一租户全部用户合计的上限；0 表示不限。",
    )
    request_bytes: int = _setting(
        *("CONCORD_REQUEST_BYTES", "1048576", checks.amount),
        "Bytes of a GraphQL request, and of a message on a WebSocket.",
        "GraphQL 请求与 WebSocket 消息的最大字节数。",
    )
    head_seconds: float = _setting(
        *("CONCORD_HEAD_SECONDS", "20", checks.seconds),
        "Seconds in which a connection must have brought the whole head of a request; a body brings 48 KiB "
        "in 30 seconds, or ends.",
        "连接须在多少秒内发完请求头；请求体每 30 秒须到达 48 KiB，或已发完。",
    )
    cors_origins: str = _setting(
        *("CONCORD_CORS_ORIGINS", "", checks.origins),
        "Web applications of other origins that may call the API from a browser, separated by commas "
        "(https://app.example.org). Empty: none.",
        "可从浏览器调用 API 的其他来源的网页应用，以逗号分隔（https://app.example.org）。留空：无。",
    )
    trusted_documents: Path | None = _setting(  # noqa: RUF009 - a field
        *("CONCORD_TRUSTED_DOCUMENTS", "", checks.existing_folder_or_none),
        "Folder of .graphql files: only these documents are run. Empty: any document is.",
        "存放 .graphql 文件的文件夹：只执行其中的文档。留空：不限制。",
    )
    log_level: str = _setting(
        *("CONCORD_LOG_LEVEL", "info", checks.choice("debug", "info", "warning", "error")),
        "Least severity that is logged, as JSON lines on standard error.",
        "写入日志的最低级别；日志为标准错误上的 JSON 行。",
    )

    def dsn(self, role: str) -> str:
        """Connection string for `concord_owner`, `concord_app`, `concord_projector`, ..."""
        if self.database_url:
            return self.database_url.replace(checks.ROLE_PLACEHOLDER, role)
        # Imported here: a deployment with its own PostgreSQL does without the embedded one.
        from concord.embedded.account import existing_account
        from concord.embedded.cluster import socket_folder

        folder = socket_folder(self.postgres_dir, existing_account())
        return f"postgresql://{role}@/concord?host={quote(str(folder))}"

    @property
    def nats(self) -> str:
        """Servers to connect to, separated by commas."""
        if self.nats_url:
            return self.nats_url
        port = self.data_dir / "nats" / "port"
        return f"nats://127.0.0.1:{port.read_text() if port.exists() else 4222}"

    @property
    def api_port(self) -> int:
        """Where the API of this data folder is: a demo that was started on another port has noted which."""
        noted = self.data_dir / "serve" / "port"
        return int(noted.read_text()) if self.port == DEFAULT_PORT and noted.exists() else self.port

    @property
    def keys(self) -> Path:
        """The key store's folder."""
        return self.keys_dir or self.data_dir / "keys"

    @property
    def files_dir(self) -> Path:
        """Folder of the evidence files, where they are in one."""
        return Path(self.files) if self.files else self.data_dir / "evidence"

    @property
    def sealer_keys(self) -> Path:
        """Folder of the signing keys."""
        return self.sealer_keys_dir or self.data_dir / "sealer" / "keys"

    @property
    def sealer_state(self) -> Path:
        """Folder of the sealer's journal."""
        return self.sealer_state_dir or self.data_dir / "sealer" / "state"

    @property
    def postgres_dir(self) -> Path:
        """Folder of the embedded PostgreSQL."""
        return self.data_dir / "postgres"

    @property
    def is_demo(self) -> bool:
        """Whether tokens of the demo issuer count and the query page is served."""
        return self.demo == "yes" or (self.demo == "" and not self.database_url)
