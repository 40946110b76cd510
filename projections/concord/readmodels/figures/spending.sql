-- What the money of a period was spent on, less what was paid back.
select m.item, sum(case m.kind when 'PAYMENT' then m.amount else -m.amount end) as paid
from figure_movement m
join figure_fund f
  on f.tenant_id = :tenant and f.generation = m.generation and f.fund = m.fund
where m.tenant_id = :tenant
  and m.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
  and m.day between :since and :until and m.kind in ('PAYMENT', 'REVERSAL')
  and f.alliance = :alliance                                                    -- if alliance
group by m.item
order by m.item
