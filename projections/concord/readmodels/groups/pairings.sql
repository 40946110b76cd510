-- Pairings of alliances, oldest first, ended ones too.
select 
    alliance, id, organization, partner, scheme, formed_on, aim, ended_on, reason, position
from pairing
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'groups')
  and alliance = any(:ids)
order by alliance, formed_on, id
