"""The deployment's secret behind subject ids."""

import secrets
from pathlib import Path

from concord.identity.keyfiles import read_or_create

SECRET_FILE = Path("identity") / "subject.key"


def subject_secret(data_dir: Path) -> bytes:
    """32 random bytes kept in the data directory, made at the first call.

    Several nodes must share one: a person's id would otherwise depend on the node that answered.
    """
    return read_or_create(data_dir / SECRET_FILE, lambda: secrets.token_bytes(32))
