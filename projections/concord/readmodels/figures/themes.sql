-- Activities judged within a period, by theme.
select
    a.theme, count(distinct a.activity) as activities, count(t.organization) filter (where t.present > 0) as organizations,
    coalesce(sum(t.present), 0) as present, coalesce(sum(t.expected), 0) as expected
from figure_activity a
left join figure_attendance t
  on t.tenant_id = :tenant and t.generation = a.generation and t.activity = a.activity
where a.tenant_id = :tenant
  and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
  and a.judged_on between :since and :until
  and a.alliance = :alliance                                                    -- if alliance
group by a.theme
order by a.theme
