-- Money of the period by the purpose of its fund, and what is left of it on the last day.
select
    f.purpose,
    coalesce(sum(m.amount) filter (where m.kind = 'BUDGET' and m.day >= :since), 0) as allocated,
    coalesce(sum(m.amount) filter (where m.kind = 'CONTRIBUTION' and m.day >= :since), 0) as received,
    coalesce(sum(m.amount) filter (where m.kind = 'GRANT' and m.day >= :since), 0) as granted,
    coalesce(sum(m.amount) filter (where m.kind = 'PAYMENT' and m.day >= :since), 0)
    - coalesce(sum(m.amount) filter (where m.kind = 'REVERSAL' and m.day >= :since), 0) as paid,
    coalesce(sum(m.amount) filter (where m.kind not in ('GRANT', 'PAYMENT', 'CLOSING')), 0)
    - coalesce(sum(m.amount) filter (where m.kind in ('PAYMENT', 'CLOSING')), 0) as balance
from figure_fund f
left join figure_movement m
  on m.tenant_id = :tenant and m.generation = f.generation and m.fund = f.fund and m.day <= :until
where f.tenant_id = :tenant
  and f.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
  and f.alliance = :alliance                                                    -- if alliance
group by f.purpose
order by f.purpose
