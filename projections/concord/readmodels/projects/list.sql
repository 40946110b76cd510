-- Key projects of a tenant, latest year first; every condition below is one of the filter's.
select
    p.id, p.alliance, p.year, p.kind, p.title, p.proposer, p.description, p.status, p.proposed_on, p.meeting,
    p.resolution, p.selected_on, p.ended_on, p.result, p.version, p.position
from key_project p
where p.tenant_id = :tenant
  and p.generation = (select generation from read_model where tenant_id = :tenant and name = 'projects')
  and p.id = any(:ids)                                                          -- if ids
  and p.alliance = :alliance                                                    -- if alliance
  and p.year = :year                                                            -- if year
  and p.status = any(:statuses)                                                 -- if statuses
  and strpos(lower(p.title), lower(:text)) > 0                                  -- if text
  and p.id in (select c.project from key_project_claim c                                         -- if claimant
                where c.tenant_id = :tenant and c.organization = :claimant                       -- if claimant
                  and c.generation = p.generation)                                               -- if claimant
  and (p.year, p.id) < (:after_year, :after_id)                                 -- if after_id
  and (p.year, p.id) > (:before_year, :before_id)                               -- if before_id
order by p.year desc, p.id desc                                                 -- if forward
order by p.year, p.id                                                           -- if backward
limit :limit                                                                    -- if limit
