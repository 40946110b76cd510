-- Dispatches of a period by department, as they stood at the end of its last day.
with dispatch as (
    select d.ticket, d.dispatch, d.department, s.state, s.due_on, s.on_time, s.satisfaction
    from figure_dispatch d
    join figure_ticket t
      on t.tenant_id = :tenant and t.generation = d.generation and t.ticket = d.ticket
    cross join lateral (
        select h.state, h.due_on, h.on_time, h.satisfaction
        from figure_dispatch_state h
        where h.tenant_id = :tenant and h.generation = d.generation and h.ticket = d.ticket
          and h.dispatch = d.dispatch and h.since <= :until
        order by h.version desc
        limit 1
    ) as s
    where d.tenant_id = :tenant
      and d.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and d.dispatched_on between :since and :until
      and t.alliance = :alliance                                                -- if alliance
)
select
    department, count(*) as dispatched, count(*) filter (where state = 'ANSWERED') as answered,
    count(*) filter (where state = 'ANSWERED' and on_time) as on_time,
    count(*) filter (where (state = 'ANSWERED' and not on_time) or (state = 'OPEN' and due_on < :until)) as late,
    count(*) filter (where state = 'OPEN') as open, count(*) filter (where state = 'RETURNED') as returned,
    count(*) filter (where state = 'TAKEN') as taken, count(satisfaction) as judged,
    count(*) filter (where satisfaction = 'DISSATISFIED') as dissatisfied
from dispatch
group by department
order by department
