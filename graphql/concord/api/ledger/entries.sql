-- Entries of a tenant's ledger by position; every condition below is one of the filter's.
-- The organization and the day are members of the entry: no index has them, so a page reads on until it is full.
select e.position, e.entry as raw
from event e
where e.tenant_id = :tenant
  and e.stream_id = :stream                                                                    -- if stream
  and e.type = any(:types)                                                                     -- if types
  and convert_from(e.entry, 'UTF8')::jsonb ->> 'organization' = :organization                  -- if organization
  and convert_from(e.entry, 'UTF8')::jsonb ->> 'occurred_on' >= :occurred_from                 -- if occurred_from
  and convert_from(e.entry, 'UTF8')::jsonb ->> 'occurred_on' <= :occurred_to                   -- if occurred_to
  and (e.type <> all(:hidden)                                                                  -- if hidden
       or convert_from(e.entry, 'UTF8')::jsonb ->> 'organization' = any(:own)                  -- if hidden
       or convert_from(e.entry, 'UTF8')::jsonb #>> '{data,organization}' = any(:own)           -- if hidden
       or convert_from(e.entry, 'UTF8')::jsonb #>> '{data,recipient}' = any(:own))             -- if hidden
  and e.position <= :until                                                                     -- if until
  and e.position > :after_position                                                             -- if after_position
  and e.position < :before_position                                                            -- if before_position
order by e.position                                                                            -- if forward
order by e.position desc                                                                       -- if backward
limit :limit                                                                                   -- if limit
