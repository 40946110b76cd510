"""Nobody without a valid token gets anything, and nobody gets anything of another tenant."""

from asking import Door

from concord.identity import Role
from concord.tenancy import Tenant

ME = "{ me { subject role tenant { code name simulated } organization { id } } }"


async def test_a_token_says_who_asks(api: Door, tenant: Tenant):
    answer = await api.enter(tenant, Role.AUDITOR).ask(ME)

    assert answer.only["role"] == "AUDITOR"
    assert answer.only["tenant"] == {"code": tenant.code, "name": tenant.name, "simulated": False}


async def test_without_a_token_nothing_is_said(api: Door):
    answer = await api.nobody().ask(ME)

    assert answer.data is None
    assert answer.codes == ["UNAUTHENTICATED"]
