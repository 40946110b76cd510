-- Annotations of a tenant, in the order of the entries; every condition below is one of the filter's.
select
    a.id, a.entry, a.status, a.reason, a.decision_reason, a.proposed_by, a.proposed_on, a.decided_by,
    a.decided_on, a.version, a.position
from annotation a
where a.tenant_id = :tenant
  and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'annotations')
  and a.id = any(:ids)                                                          -- if ids
  and a.status = any(:statuses)                                                 -- if statuses
  and not exists (select from event e                                           -- if hidden
                   where e.tenant_id = :tenant and e.position = a.entry and e.type = any(:hidden) -- if hidden
                     and convert_from(e.entry, 'UTF8')::jsonb ->> 'organization' <> all(:own) is not false -- if hidden
                     and convert_from(e.entry, 'UTF8')::jsonb #>> '{data,organization}' <> all(:own) is not false -- if hidden
                     and convert_from(e.entry, 'UTF8')::jsonb #>> '{data,recipient}' <> all(:own) is not false)   -- if hidden
  and a.entry > :after_entry                                                    -- if after_entry
  and a.entry < :before_entry                                                   -- if before_entry
order by a.entry                                                                -- if forward
order by a.entry desc                                                           -- if backward
limit :limit                                                                    -- if limit
