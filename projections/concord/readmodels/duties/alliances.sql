-- Alliances in being or dissolved, with what duties need of them.
select alliance, name, approved_on, dissolved_on
from duty_alliance
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'duties')
  and alliance = any(:ids)                                                      -- if ids
  and alliance in (select j.alliance from duty_deed j where j.tenant_id = :tenant and j.generation = duty_alliance.generation and j.kind = 'JOIN' and j.organization = :member) -- if member
  and approved_on <= :on                                                        -- if on
  and (dissolved_on is null or dissolved_on > :on)                              -- if on
order by alliance
