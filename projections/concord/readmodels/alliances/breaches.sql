-- Breaches of tier limits of alliances, oldest first.
select alliance, breach, rule, tier, members, bound, recorded_on, cure_by, cured_on, position
from alliance_breach
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'alliances')
  and alliance = any(:ids)
order by recorded_on, position, breach
