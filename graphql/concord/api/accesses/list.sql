-- Looks at personal values, in the order in which they happened; every condition below is one of the filter's.
select a.at, a.id, a.actor, a.role, a.organization, a.operation, a.correlation, a.subjects
from access_record a
where a.tenant_id = :tenant
  and a.subjects @> array[:subject]::uuid[]                                     -- if subject
  and a.actor = :actor                                                          -- if actor
  and (a.at, a.id) > (:after_at, :after_id)                                     -- if after_at
  and (a.at, a.id) < (:before_at, :before_id)                                   -- if before_at
order by a.at, a.id                                                             -- if forward
order by a.at desc, a.id desc                                                   -- if backward
limit :limit                                                                    -- if limit
