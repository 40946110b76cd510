"""The operating-system user that PostgreSQL runs as. Only root needs another one: PostgreSQL
refuses to run as root, and that user must reach binaries and data below root's own folders."""

import os
import pwd
import stat
import subprocess
from pathlib import Path

from concord.embedded.errors import EmbeddedError

NAME = "pgserver"


def account() -> int | None:
    """User id to run PostgreSQL as; None: as ourselves. Raises EmbeddedError."""
    if os.geteuid() != 0:
        return None
    existing = existing_account()
    if existing is not None:
        return existing
    try:
        subprocess.run(["useradd", "--system", "--no-create-home", NAME], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedError(
            f"PostgreSQL refuses to run as root and the user {NAME} cannot be created: "
            "start Concord as another user."
        ) from error
    return existing_account()


def existing_account() -> int | None:
    """As `account`, creating nothing: None too where the user is not there yet."""
    entries = (entry for entry in pwd.getpwall() if entry.pw_name == NAME)
    return next((entry.pw_uid for entry in entries), None) if os.geteuid() == 0 else None


def open_path(path: Path) -> None:
    """Let other users pass through the folders above `path`, without listing them."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH | stat.S_IXGRP)


def hand_over(folder: Path, user: int) -> None:
    """Create `folder` for `user` alone, reachable by it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chown(folder, user, -1)
    open_path(folder)
