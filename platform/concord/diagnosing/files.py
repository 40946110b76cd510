"""Files that somebody else may read, or that lie where the database's backup would take them along."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from concord.diagnosing.configuration import is_local
from concord.diagnosing.finding import Finding, advice, unknown, unsafe
from concord.settings import Settings

SECRETS = (
    *("master.key", "master.former.key", "keys.sqlite", "keys.sqlite-wal"),
    *("identity/subject.key", "identity/service-issuer.pem", "nats/operator.seed"),
)
ISSUER = Path("identity") / "demo-issuer.pem"
GUESSED = frozenset(("", "postgres", "password", "concord", "secret", "changeme", "123456", "admin"))
SHORTEST = 16
"""Characters of a password that only machines type."""


def of_files(settings: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Of this machine, as this user sees them."""
    looks = [_open_to_others(file) for file in _secret_files(settings)]
    looks += [_passwords(environment.get("PGPASSFILE", "")), _beside_the_database(settings)]
    looks += [_object_store(settings, environment.get("AWS_ENDPOINT_URL", ""))]
    named: set[tuple[str, str]] = set()
    for look in looks:
        try:
            for found in look:
                if (found.code, found.about) not in named:  # a folder holds several keys
                    named.add((found.code, found.about))
                    yield found
        except PermissionError as error:
            yield unknown(
                *("FILE_CLOSED", str(error.filename)),
                "无权查看，未作检查。请以运行 Concord 的用户执行 concord doctor",
                "This user may not look at it, so nothing is known of it: run `concord doctor` as the user "
                "that Concord runs as",
            )


def _secret_files(settings: Settings) -> Iterable[Path]:
    wanted = [settings.keys / name for name in SECRETS]
    return dict.fromkeys([*wanted, settings.data_dir / ISSUER, *settings.sealer_keys.glob("*.pem")])


def _open_to_others(file: Path) -> Iterator[Finding]:
    if not file.is_file():
        return
    found = file.stat()
    if stat.S_IMODE(found.st_mode) & 0o077:
        yield unsafe(
            *("KEY_READABLE", str(file)),
            f"密钥文件的权限为 {stat.S_IMODE(found.st_mode):04o}，他人可读。请执行 chmod 600 {file}",
            f"This key has mode {stat.S_IMODE(found.st_mode):04o}, others may read it: chmod 600 {file}",
        )
    folder = file.parent.stat()
    mode = stat.S_IMODE(folder.st_mode)
    if mode & 0o022:
        yield unsafe(
            *("FOLDER_WRITABLE", str(file.parent)),
            f"他人可在此文件夹中替换密钥。请执行 chmod 700 {file.parent}",
            f"Others may put another key in its place: chmod 700 {file.parent}",
        )
    elif mode & 0o055:
        yield advice(
            *("FOLDER_READABLE", str(file.parent)),
            f"他人可进入存放密钥的文件夹（{mode:04o}）。请执行 chmod 700 {file.parent}",
            f"Others may look into the folder of keys (mode {mode:04o}): chmod 700 {file.parent}",
        )


def _passwords(name: str) -> Iterator[Finding]:
    file = Path(name)
    if not name or not file.is_file():
        return
    yield from _open_to_others(file)
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        role, _, password = line.rpartition(":")
        if not line.startswith("#") and role and (password in GUESSED or len(password) < SHORTEST):
            who = role.rpartition(":")[2]
            yield unsafe(
                *("GUESSABLE_PASSWORD", who),
                f"角色 {who} 的口令过短或常见。请改为随机口令（见 deploy/make-secrets.sh）",
                f"The password of {who} can be guessed: make a random one, as deploy/make-secrets.sh does",
            )


def _object_store(settings: Settings, endpoint: str) -> Iterator[Finding]:
    parts = urlsplit(endpoint)
    if settings.files.startswith("s3://") and parts.scheme == "http" and not is_local(parts.hostname or ""):
        yield unsafe(
            *("STORE_WITHOUT_TLS", "AWS_ENDPOINT_URL"),
            f"到对象存储 {parts.hostname} 的连接未加密，可被窃听与篡改。请改用 https://",
            f"The connection to the object store at {parts.hostname} is not encrypted: use https://",
        )


def _beside_the_database(settings: Settings) -> Iterator[Finding]:
    if settings.database_url or not settings.postgres_dir.is_dir():
        return
    for setting, folder in (
        ("CONCORD_KEYS_DIR", settings.keys),
        ("CONCORD_SEALER_KEYS_DIR", settings.sealer_keys),
        ("CONCORD_SEALER_STATE_DIR", settings.sealer_state),
    ):
        if folder.is_relative_to(settings.postgres_dir):
            yield unsafe(
                *("INSIDE_THE_DATABASE", setting),
                f"{folder} 在数据库文件夹内，会随数据库备份一并泄露或回退。请移到别处",
                f"{folder} lies inside the database's folder and goes with its backup: move it elsewhere",
            )
        elif folder.is_dir() and folder.stat().st_dev == settings.postgres_dir.stat().st_dev:
            yield advice(
                *("SAME_DISK", setting),
                f"{folder} 与数据库同盘：损坏或整盘备份时一并带走。请另置一盘",
                f"{folder} is on the database's disk: one loss, or one backup of it, takes both. Put it on "
                "another disk",
            )
