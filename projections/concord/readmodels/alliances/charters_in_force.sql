-- The charter in force on a day, of each alliance: the last adopted among those effective latest by then.
select distinct on (alliance) alliance, since, effective_on, resolution, charter, position
from alliance_charter
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'alliances')
  and alliance = any(:ids)
  and effective_on <= :on
order by alliance, effective_on desc, since desc
