-- Bookings of a tenant, latest first; every condition below is one of the filter's.
select
    b.id, b.resource, b.alliance, b.owner, b.organization, b.title, b.starts_on, b.starts_at, b.ends_on, b.ends_at,
    b.persons, b.came, b.contact_subject, array(select jsonb_array_elements_text(b.contact_digests)) as contact_digests,
    b.status, b.due_on, b.answered_on, b.on_time, b.note, b.stars, b.comment, b.requested_on, b.requested_at,
    b.version, b.position
from booking b
where b.tenant_id = :tenant
  and b.generation = (select generation from read_model where tenant_id = :tenant and name = 'resources')
  and b.id = any(:ids)                                                          -- if ids
  and b.resource = :resource                                                    -- if resource
  and b.alliance = :alliance                                                    -- if alliance
  and b.owner = :owner                                                          -- if owner
  and b.organization = :organization                                            -- if organization
  and b.status = any(:statuses)                                                 -- if statuses
  and b.ends_on >= :since                                                       -- if since
  and b.starts_on <= :until                                                     -- if until
  and b.due_on < :overdue_on                                                    -- if overdue_on
  and (b.requested_at, b.id) < (:after_requested_at, :after_id)                 -- if after_id
  and (b.requested_at, b.id) > (:before_requested_at, :before_id)               -- if before_id
order by b.requested_at desc, b.id desc                                         -- if forward
order by b.requested_at, b.id                                                   -- if backward
limit :limit                                                                    -- if limit
