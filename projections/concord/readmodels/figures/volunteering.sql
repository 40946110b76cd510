-- What volunteers gave at activities judged within a period, by theme.
select
    a.theme, count(distinct a.activity) as activities, sum(v.persons) as persons, sum(v.hours) as hours
from figure_activity a
join figure_volunteering v
  on v.tenant_id = :tenant and v.generation = a.generation and v.activity = a.activity
where a.tenant_id = :tenant
  and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
  and a.judged_on between :since and :until
  and a.alliance = :alliance                                                    -- if alliance
group by a.theme
order by a.theme
