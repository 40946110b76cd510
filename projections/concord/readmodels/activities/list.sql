-- Activities of a tenant, latest day first; every condition below is one of the filter's.
select
    a.id, a.alliance, a.title, a.theme, a.form, a.scale, a.source, a.proposer, a.department, a.status,
    a.description, a.day, a.proposed_on, a.planned_on, a.starts_on, a.ends_on, a.start_time, a.place,
    a.capacity, a.lead, a.lead_basis, a.turn, a.held_on, a.signed_up, a.organizations, a.present, a.expected,
    a.evidence, a.corrections, a.logged_at, a.judged_on, a.summary, a.cancellation_reason, a.version, a.position
from activity a
where a.tenant_id = :tenant
  and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'activities')
  and a.id = any(:ids)                                                          -- if ids
  and a.alliance = :alliance                                                    -- if alliance
  and a.lead = :lead                                                            -- if lead
  and a.theme = any(:themes)                                                    -- if themes
  and a.status = any(:statuses)                                                 -- if statuses
  and strpos(lower(a.title), lower(:text)) > 0                                  -- if text
  and a.day >= :since                                                           -- if since
  and a.day <= :until                                                           -- if until
  and (a.proposer = :organization or a.lead = :organization                     -- if organization
       or exists (select from activity_attendance t                             -- if organization
                   where t.tenant_id = :tenant and t.generation = a.generation  -- if organization
                     and t.organization = :organization and t.activity = a.id)) -- if organization
  and (a.day, a.id) < (:after_day, :after_id)                                   -- if after_id
  and (a.day, a.id) > (:before_day, :before_id)                                 -- if before_id
order by a.day desc, a.id desc                                                  -- if forward
order by a.day, a.id                                                            -- if backward
limit :limit                                                                    -- if limit
