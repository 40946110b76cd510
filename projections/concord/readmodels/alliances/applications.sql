-- Applications for membership of alliances, oldest first.
select
    alliance, application, organization, tier, status, applied_on, statement, lead_unit, favourable, opinion,
    decided_on, reason, position
from membership_application
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'alliances')
  and alliance = any(:ids)
order by applied_on, application
