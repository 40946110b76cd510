-- Organizations of a tenant, by name; every condition below is one of the filter's.
-- GB 18030 keeps the order of GB/T 2312, whose common characters go by pinyin: the order a clerk looks in.
select
    o.id, o.credit_code, o.name, o.kind, o.party_form, o.party_members, o.affiliated_enterprises,
    o.area, o.industry, o.contact_subject,
    array(select jsonb_array_elements_text(o.contact_digests)) as contact_digests,
    (select count(*) from organization_membership m
      where m.tenant_id = o.tenant_id and m.generation = o.generation and m.organization = o.id) as memberships,
    o.registered_on, o.deregistered_on, o.successor, o.version, o.position
from organization o
where o.tenant_id = :tenant
  and o.generation = (select generation from read_model where tenant_id = :tenant and name = 'organizations')
  and o.id = any(:ids)                                                          -- if ids
  and (strpos(lower(o.name), lower(:text)) > 0 or starts_with(o.credit_code, upper(:text)))  -- if text
  and o.kind = any(:kinds)                                                      -- if kinds
  and o.area = :area                                                            -- if area
  and (o.deregistered_on is null) = :registered                                 -- if registered
  and exists (select from organization_membership m                             -- if alliance
               where m.tenant_id = :tenant and m.generation = o.generation      -- if alliance
                 and m.organization = o.id and m.alliance = :alliance)          -- if alliance
  and (convert_to(o.name, 'GB18030'), o.id) > (convert_to(:after_name, 'GB18030'), :after_id) -- if after_id
  and (convert_to(o.name, 'GB18030'), o.id) < (convert_to(:before_name, 'GB18030'), :before_id) -- if before_id
order by convert_to(o.name, 'GB18030'), o.id                                    -- if forward
order by convert_to(o.name, 'GB18030') desc, o.id desc                          -- if backward
limit :limit                                                                    -- if limit
