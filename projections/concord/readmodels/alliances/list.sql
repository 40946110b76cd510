-- Alliances of a tenant, by name; every condition below is one of the filter's.
-- GB 18030 keeps the order of GB/T 2312, whose common characters go by pinyin: the order a clerk looks in.
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
  and (convert_to(a.name, 'GB18030'), a.id) > (convert_to(:after_name, 'GB18030'), :after_id) -- if after_id
  and (convert_to(a.name, 'GB18030'), a.id) < (convert_to(:before_name, 'GB18030'), :before_id) -- if before_id
order by convert_to(a.name, 'GB18030'), a.id                                    -- if forward
order by convert_to(a.name, 'GB18030') desc, a.id desc                          -- if backward
limit :limit                                                                    -- if limit
