-- What was done in alliances, in the ledger's order.
select
    alliance, position, kind, happened_on, recorded_on, code, form, title, organization, reference, starts_on,
    ends_on, organizations
from duty_deed
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'duties')
  and alliance = any(:ids)
order by alliance, position
