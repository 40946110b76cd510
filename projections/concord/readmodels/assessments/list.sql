-- Assessments of a tenant, latest period first; every condition below is one of the filter's.
select
    a.id, a.alliance, a.scheme, a.scheme_code, a.edition, a.period, a.starts_on, a.ends_on, a.status,
    a.organizations, a.scores, a.opened_on, a.finalized_on, a.publication_days, a.published_on, a.objections_until,
    a.objections, a.open_objections, a.four_eyes, a.version, a.position
from assessment a
where a.tenant_id = :tenant
  and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and a.id = any(:ids)                                                          -- if ids
  and a.alliance = :alliance                                                    -- if alliance
  and a.scheme = :scheme                                                        -- if scheme
  and a.status = any(:statuses)                                                 -- if statuses
  and a.period = :period                                                        -- if period
  and a.ends_on >= :since                                                       -- if since
  and a.starts_on <= :until                                                     -- if until
  and exists (select from assessment_standing s                                 -- if organization
               where s.tenant_id = :tenant and s.generation = a.generation      -- if organization
                 and s.organization = :organization and s.assessment = a.id)    -- if organization
  and (a.starts_on, a.id) < (:after_starts_on, :after_id)                       -- if after_id
  and (a.starts_on, a.id) > (:before_starts_on, :before_id)                     -- if before_id
order by a.starts_on desc, a.id desc                                            -- if forward
order by a.starts_on, a.id                                                      -- if backward
limit :limit                                                                    -- if limit
