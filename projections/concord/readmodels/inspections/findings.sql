-- Findings of a tenant's inspections, latest first; every condition below is one of the filter's.
select
    f.inspection, f.id, f.alliance, f.subject, f.inspector, f.number, f.kind, f.title, f.description, f.status,
    f.due_on, f.found_on, f.found_at, f.rectified_on, f.on_time, f.measures, f.verified_on, f.note, f.rejected,
    f.position
from inspection_finding f
where f.tenant_id = :tenant
  and f.generation = (select generation from read_model where tenant_id = :tenant and name = 'inspections')
  and f.id = any(:ids)                                                          -- if ids
  and f.inspection = :inspection                                                -- if inspection
  and f.alliance = :alliance                                                    -- if alliance
  and f.subject = :subject                                                      -- if subject
  and f.kind = any(:kinds)                                                      -- if kinds
  and f.status = any(:statuses)                                                 -- if statuses
  and f.found_on >= :since                                                      -- if since
  and f.found_on <= :until                                                      -- if until
  and f.due_on < :overdue_on                                                    -- if overdue_on
  and strpos(lower(f.title), lower(:text)) > 0                                  -- if text
  and (f.found_at, f.id) < (:after_found_at, :after_id)                         -- if after_id
  and (f.found_at, f.id) > (:before_found_at, :before_id)                       -- if before_id
order by f.found_at desc, f.id desc                                             -- if forward
order by f.found_at, f.id                                                       -- if backward
limit :limit                                                                    -- if limit
