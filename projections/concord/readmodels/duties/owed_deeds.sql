-- What was done in alliances as far as something still to be done depends on it, in the ledger's order: of what falls
-- into periods that are over for good (meetings, activities) only what is recent or may have carried out a directive,
-- and nothing of tickets.
select
    alliance, position, kind, happened_on, recorded_on, code, form, title, organization, reference, starts_on,
    ends_on, organizations
from duty_deed d
where d.tenant_id = :tenant
  and d.generation = (select generation from read_model where tenant_id = :tenant and name = 'duties')
  and alliance = any(:ids)
  and kind <> 'TICKET'
  and (kind <> all(:passing) or happened_on >= :since
       or exists (select from duty_deed o
                   where o.tenant_id = :tenant and o.generation = d.generation
                     and o.alliance = d.alliance and o.kind = 'DIRECTIVE' and o.code = d.kind
                     and o.happened_on <= d.happened_on))
order by alliance, position
