-- The alliances that follow programmes, or the programmes that alliances follow, in the order of coming to.
select alliance, programme, overrides, since, position
from programme_following
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'programmes')
  and programme = any(:programmes) and enrolled is not null                     -- if programmes
  and alliance = any(:alliances)                                                -- if alliances
order by programme, enrolled, alliance
