-- Benefits of a tenant, latest first; every condition below is one of the filter's.
select
    b.id, b.alliance, b.kind, b.amount, b.count, b.organization, b.project,
    array(select p::bigint from jsonb_array_elements_text(b.basis) as p) as basis, b.note, b.day, b.version, b.position
from benefit b
where b.tenant_id = :tenant
  and b.generation = (select generation from read_model where tenant_id = :tenant and name = 'benefits')
  and b.id = any(:ids)                                                          -- if ids
  and b.alliance = :alliance                                                    -- if alliance
  and b.organization = :organization                                            -- if organization
  and b.project = :project                                                      -- if project
  and b.kind = any(:kinds)                                                      -- if kinds
  and b.day >= :since                                                           -- if since
  and b.day <= :until                                                           -- if until
  and (b.day, b.id) < (:after_day, :after_id)                                   -- if after_id
  and (b.day, b.id) > (:before_day, :before_id)                                 -- if before_id
order by b.day desc, b.id desc                                                  -- if forward
order by b.day, b.id                                                            -- if backward
limit :limit                                                                    -- if limit
