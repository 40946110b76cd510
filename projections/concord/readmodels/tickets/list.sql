-- Tickets of a tenant, latest first; every condition below is one of the filter's.
select
    t.id, t.alliance, t.raiser, t.title, t.category, t.status, t.level, t.department, t.description,
    t.contact_subject, array(select jsonb_array_elements_text(t.contact_digests)) as contact_digests,
    t.handler_subject, array(select jsonb_array_elements_text(t.handler_digests)) as handler_digests,
    t.answer, t.raised_on, t.raised_at, t.due_on, t.resolved_at, t.ended_at, t.satisfaction,
    t.confirmed_by_silence, t.reopened, t.escalated, t.returned, t.extended, t.late_steps, t.version, t.position
from ticket t
where t.tenant_id = :tenant
  and t.generation = (select generation from read_model where tenant_id = :tenant and name = 'tickets')
  and t.id = any(:ids)                                                          -- if ids
  and t.alliance = :alliance                                                    -- if alliance
  and t.raiser = :raiser                                                        -- if raiser
  and t.department = :department                                                -- if department
  and t.level = any(:levels)                                                    -- if levels
  and t.status = any(:statuses)                                                 -- if statuses
  and strpos(lower(t.title), lower(:text)) > 0                                  -- if text
  and t.raised_on >= :since                                                     -- if since
  and t.raised_on <= :until                                                     -- if until
  and t.id in (select s.ticket from ticket_step s                                                -- if overdue_on
                where s.tenant_id = :tenant                                                      -- if overdue_on
                  and s.generation = (select generation from read_model where tenant_id = :tenant and name = 'tickets') -- if overdue_on
                  and s.next_due_on < :overdue_on and s.next_done_on is null and s.status <> 'RESOLVED' -- if overdue_on
                union all                                                                        -- if overdue_on
               select s.ticket from ticket_step s                                                -- if overdue_on
                where s.tenant_id = :tenant                                                      -- if overdue_on
                  and s.generation = (select generation from read_model where tenant_id = :tenant and name = 'tickets') -- if overdue_on
                  and s.next_due_on < :overdue_on and s.next_done_on > :overdue_on and s.status <> 'RESOLVED') -- if overdue_on
  and (t.raised_at, t.id) < (:after_raised_at, :after_id)                       -- if after_id
  and (t.raised_at, t.id) > (:before_raised_at, :before_id)                     -- if before_id
order by t.raised_at desc, t.id desc                                            -- if forward
order by t.raised_at, t.id                                                      -- if backward
limit :limit                                                                    -- if limit
