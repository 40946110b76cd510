-- Programmes of a tenant, by name; every condition below is one of the filter's.
-- GB 18030 keeps the order of GB/T 2312, whose common characters go by pinyin: the order a clerk looks in.
select p.id, p.name, p.adopted_on, p.alliances, p.version, p.position
from programme p
where p.tenant_id = :tenant
  and p.generation = (select generation from read_model where tenant_id = :tenant and name = 'programmes')
  and p.id = any(:ids)                                                          -- if ids
  and strpos(lower(p.name), lower(:text)) > 0                                   -- if text
  and (convert_to(p.name, 'GB18030'), p.id) > (convert_to(:after_name, 'GB18030'), :after_id) -- if after_id
  and (convert_to(p.name, 'GB18030'), p.id) < (convert_to(:before_name, 'GB18030'), :before_id) -- if before_id
order by convert_to(p.name, 'GB18030'), p.id                                    -- if forward
order by convert_to(p.name, 'GB18030') desc, p.id desc                          -- if backward
limit :limit                                                                    -- if limit
