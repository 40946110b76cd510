-- Alliances in being or dissolved, with what duties need of them.
select alliance, name, approved_on, dissolved_on
from duty_alliance a
where a.tenant_id = :tenant
  and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'duties')
  and alliance = any(:ids)                                                      -- if ids
  and a.alliance in (select j.alliance from duty_deed j where j.tenant_id = :tenant and j.generation = a.generation and j.kind = 'JOIN' and j.organization = :member) -- if member
  and approved_on <= :on                                                        -- if on
  and (dissolved_on is null or dissolved_on > :on)                              -- if on
order by alliance
