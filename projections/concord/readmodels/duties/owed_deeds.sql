-- What was done in alliances as far as something still to be done depends on it, in the ledger's order: of what falls
-- into periods that are over for good (meetings, activities) only what is recent or may have carried out a directive,
-- and nothing of tickets.
select
    alliance, position, kind, happened_on, recorded_on, code, form, title, organization, reference, starts_on,
    ends_on
from duty_deed
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'duties')
  and alliance = any(:ids)
  and kind <> 'TICKET'
  and (kind <> all(:passing) or happened_on >= :since
       or exists (select from duty_deed o
                   where o.tenant_id = :tenant and o.generation = duty_deed.generation
                     and o.alliance = duty_deed.alliance and o.kind = 'DIRECTIVE' and o.code = duty_deed.kind
                     and o.happened_on <= duty_deed.happened_on))
order by alliance, position
