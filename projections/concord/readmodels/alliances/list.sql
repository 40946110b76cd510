-- Alliances of a tenant, by name; every condition below is one of the filter's.
select
    a.id, a.name, a.kind, a.status, a.purpose, a.authority, a.document, a.proposed_on, a.approved_on,
    a.dissolved_on, a.dissolution_reason, a.members, a.version, a.position
from alliance a
where a.tenant_id = :tenant
  and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'alliances')
  and a.id = any(:ids)                                                          -- if ids
  and strpos(lower(a.name), lower(:text)) > 0                                   -- if text
  and a.kind = any(:kinds)                                                      -- if kinds
  and a.status = any(:statuses)                                                 -- if statuses
  and exists (select from alliance_member m                                     -- if member
               where m.tenant_id = :tenant and m.generation = a.generation      -- if member
                 and m.organization = :member and m.alliance = a.id             -- if member
                 and m.left_on is null)                                         -- if member
  and (a.name, a.id) > (:after_name, :after_id)                                 -- if after_id
  and (a.name, a.id) < (:before_name, :before_id)                               -- if before_id
order by a.name, a.id                                                           -- if forward
order by a.name desc, a.id desc                                                 -- if backward
limit :limit                                                                    -- if limit
