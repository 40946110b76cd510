-- Annual plans of a tenant, latest year first; every condition below is one of the filter's.
select
    p.id, p.alliance, p.year, p.title, p.description, p.status, p.items, p.amendments, p.meeting, p.resolution,
    p.approved_on, p.drafted_on, p.version, p.position
from annual_plan p
where p.tenant_id = :tenant
  and p.generation = (select generation from read_model where tenant_id = :tenant and name = 'plans')
  and p.id = any(:ids)                                                          -- if ids
  and p.alliance = :alliance                                                    -- if alliance
  and p.year = :year                                                            -- if year
  and p.status = any(:statuses)                                                 -- if statuses
  and (p.year, p.id) < (:after_year, :after_id)                                 -- if after_id
  and (p.year, p.id) > (:before_year, :before_id)                               -- if before_id
order by p.year desc, p.id desc                                                 -- if forward
order by p.year, p.id                                                           -- if backward
limit :limit                                                                    -- if limit
