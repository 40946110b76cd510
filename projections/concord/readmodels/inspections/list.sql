-- Inspections of a tenant, latest first; every condition below is one of the filter's.
select
    i.id, i.alliance, i.kind, i.inspector, i.subject, i.title, i.planned_on, i.planned_at, i.status,
    i.carried_out_on, i.note, i.findings, i.unfinished, i.version, i.position
from inspection i
where i.tenant_id = :tenant
  and i.generation = (select generation from read_model where tenant_id = :tenant and name = 'inspections')
  and i.id = any(:ids)                                                          -- if ids
  and i.alliance = :alliance                                                    -- if alliance
  and i.kind = any(:kinds)                                                      -- if kinds
  and i.inspector = :inspector                                                  -- if inspector
  and i.subject = :subject                                                      -- if subject
  and i.status = any(:statuses)                                                 -- if statuses
  and (i.unfinished > 0) = :unfinished                                          -- if unfinished
  and i.planned_on >= :since                                                    -- if since
  and i.planned_on <= :until                                                    -- if until
  and i.status = 'PLANNED' and i.planned_on < :overdue_on                       -- if overdue_on
  and strpos(lower(i.title), lower(:text)) > 0                                  -- if text
  and (i.planned_at, i.id) < (:after_planned_at, :after_id)                     -- if after_id
  and (i.planned_at, i.id) > (:before_planned_at, :before_id)                   -- if before_id
order by i.planned_at desc, i.id desc                                           -- if forward
order by i.planned_at, i.id                                                     -- if backward
limit :limit                                                                    -- if limit
