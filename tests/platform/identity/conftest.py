"""Two tenants and a verifier that trusts the demo issuer of a fresh data directory."""

from pathlib import Path
from uuid import uuid4

import pytest

from concord.identity import Verifier, demo_issuer
from concord.tenancy import Tenant

TENANTS = {
    code: Tenant(id=uuid4(), code=code, name=code, division_code="", simulated=False)
    for code in ("jianghai", "yili")
}


async def find_tenant(code: str, /) -> Tenant | None:
    return TENANTS.get(code)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def verifier(data_dir: Path) -> Verifier:
    return Verifier([demo_issuer(data_dir)], find_tenant, b"s" * 32)


@pytest.fixture
def tenants() -> dict[str, Tenant]:
    return TENANTS
