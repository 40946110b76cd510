-- Reports of a tenant, latest due first; every condition below is one of the filter's.
select
    r.id, r.alliance, r.period, r.starts_on, r.ends_on, r.recipient, r.due_on, r.status, r.submissions, r.judged_on,
    r.on_time, r.drafted_on, r.released_on, r.version, r.position
from report r
where r.tenant_id = :tenant
  and r.generation = (select generation from read_model where tenant_id = :tenant and name = 'reports')
  and r.id = any(:ids)                                                          -- if ids
  and r.alliance = :alliance                                                    -- if alliance
  and r.status = any(:statuses)                                                 -- if statuses
  and r.period = :period                                                        -- if period
  and r.ends_on >= :since                                                       -- if since
  and r.starts_on <= :until                                                     -- if until
  and r.status in ('DRAFT', 'RETURNED') and r.due_on < :overdue_on              -- if overdue_on
  and (r.due_on, r.id) < (:after_due_on, :after_id)                             -- if after_id
  and (r.due_on, r.id) > (:before_due_on, :before_id)                           -- if before_id
order by r.due_on desc, r.id desc                                               -- if forward
order by r.due_on, r.id                                                         -- if backward
limit :limit                                                                    -- if limit
