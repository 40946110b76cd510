-- Schemes by id or of alliances, by code.
select id, alliance, code, edition, name, effective_from, version, position
from scheme
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and id = any(:ids)                                                            -- if ids
  and alliance = any(:alliances)                                                -- if alliances
order by alliance, code, id
