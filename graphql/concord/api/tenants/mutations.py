"""What an administrator may do to the tenant. Suspending and closing are the operator's."""

from concord.api.changing import Changed, Changes
from concord.api.context import OperationContext
from concord.api.tenants.inputs import TenantConfigureInput
from concord.api.tenants.types import Tenant
from concord.lifecycle import Configuration, ConfigurationRefusal, configure
from concord.lifecycle.recording import Actor

change = Changes(
    name="tenant", type_=Tenant, told="租户: as it is now; null if refused", refusals=(ConfigurationRefusal,)
)


@change("配置租户: charters, themes, lists, language, time zone, retention; an entry of its ledger")
async def tenant_configure(context: OperationContext, input: TenantConfigureInput) -> Changed:
    services, tenant = context.services, context.viewer.tenant
    members = {name: getattr(input, name) for name in Configuration.__struct_fields__}
    done = await configure(
        services.pool,
        services.store,
        tenant,
        {name: value for name, value in members.items() if value is not None},
        Actor.of(context.viewer),
        command=input.command_id,
        expected_version=input.expected_version,
        occurred_on=input.occurred_on,
    )
    return Changed(tenant, position=done.position)


FIELDS = (tenant_configure,)
