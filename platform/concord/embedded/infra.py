"""Where the configuration files of `infra/` are: in the repository, or inside an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def infra(name: str) -> Path:
    """Path of `infra/<name>`, for example `postgres/roles.sql`."""
    installed = _PACKAGE / "infra" / name
    return installed if installed.exists() else _PACKAGE.parents[2] / "infra" / name
