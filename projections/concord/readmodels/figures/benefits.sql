-- Benefits of a period, by kind.
select b.kind, count(*) as records, sum(b.value) as value
from figure_benefit b
where b.tenant_id = :tenant
  and b.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
  and b.day between :since and :until
  and b.alliance = :alliance                                                    -- if alliance
group by b.kind
order by b.kind
