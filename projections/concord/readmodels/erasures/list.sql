-- Erasures of a tenant, in the order in which they were asked for; every condition below is one of the filter's.
select
    e.id, e.subject, e.entry, e.stream, e.digest, array(select jsonb_array_elements_text(e.files)::uuid) as files,
    e.basis, e.status, e.reason, e.decision_reason, e.requested_by, e.requested_on, e.decided_by,
    e.decided_on, e.requested_at, e.version, e.position
from erasure e
where e.tenant_id = :tenant
  and e.generation = (select generation from read_model where tenant_id = :tenant and name = 'erasures')
  and e.id = any(:ids)                                                          -- if ids
  and e.status = any(:statuses)                                                 -- if statuses
  and e.subject = :subject                                                      -- if subject
  and e.requested_at > :after_requested_at                                      -- if after_requested_at
  and e.requested_at < :before_requested_at                                     -- if before_requested_at
order by e.requested_at                                                         -- if forward
order by e.requested_at desc                                                    -- if backward
limit :limit                                                                    -- if limit
