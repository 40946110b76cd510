-- Funds of a tenant, latest first; every condition below is one of the filter's.
select
    f.id, f.alliance, f.year, f.code, f.name, f.currency, f.allocated, f.received, f.paid, f.granted, f.balance,
    f.opened_on, f.opened_at, f.closed_on, f.carried, f.successor, f.version, f.position
from fund f
where f.tenant_id = :tenant
  and f.generation = (select generation from read_model where tenant_id = :tenant and name = 'funds')
  and f.id = any(:ids)                                                          -- if ids
  and f.alliance = :alliance                                                    -- if alliance
  and f.year = :year                                                            -- if year
  and f.code = :code                                                            -- if code
  and (f.closed_on is null) = :open                                             -- if open
  and strpos(lower(f.name), lower(:text)) > 0                                   -- if text
  and (f.opened_at, f.id) < (:after_opened_at, :after_id)                       -- if after_id
  and (f.opened_at, f.id) > (:before_opened_at, :before_id)                     -- if before_id
order by f.opened_at desc, f.id desc                                            -- if forward
order by f.opened_at, f.id                                                      -- if backward
limit :limit                                                                    -- if limit
