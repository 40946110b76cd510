-- Activities judged within a period, by the organizations that were to come or that led.
with happened as (
    select a.activity, a.lead
    from figure_activity a
    where a.tenant_id = :tenant
      and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and a.judged_on between :since and :until
      and a.alliance = :alliance                                                -- if alliance
),
counted as (
    select t.organization, t.present, t.expected, (t.present > 0)::integer as attended, 0 as led
    from figure_attendance t
    where t.tenant_id = :tenant
      and t.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and t.activity in (select activity from happened)
    union all
    select lead, 0, 0, 0, 1 from happened where lead is not null
)
select
    organization, sum(attended) as attended, sum(led) as led, sum(present) as present, sum(expected) as expected
from counted
group by organization
order by organization
