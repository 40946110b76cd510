-- Reports in a status whose next step somebody takes, the earliest due first: periods that are not over wait, and
-- nobody judges what the same person has submitted.
select r.id, r.status, r.period || ' · ' || r.recipient as title, r.due_on
from report r
where r.tenant_id = :tenant
  and r.generation = (select generation from read_model where tenant_id = :tenant and name = 'reports')
  and r.status = any(:statuses)
  and (r.ends_on < :on or r.status <> 'DRAFT')
  and not exists (select from report_submission s
                   where s.tenant_id = :tenant and s.generation = r.generation and s.report = r.id
                     and s.submission = r.submissions and r.status = 'SUBMITTED' and s.submitted_by = :actor)
order by r.due_on, r.id
limit :limit                                                                    -- if limit
