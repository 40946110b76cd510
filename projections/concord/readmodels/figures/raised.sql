-- How many tickets were raised within a period.
select count(*)
from figure_ticket t
where t.tenant_id = :tenant
  and t.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
  and t.raised_on between :since and :until
  and t.alliance = :alliance                                                    -- if alliance
