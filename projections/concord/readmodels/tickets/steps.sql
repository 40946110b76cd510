-- The timeline of tickets, oldest step first.
select
    ticket, version, type, status, level, department, actor, organization, note, satisfaction, responsible,
    due_on, on_time, next_due_on, occurred_on, recorded_at, position
from ticket_step
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'tickets')
  and ticket = any(:ids)
order by ticket, version
