-- Briefings of a tenant, latest first; every condition below is one of the filter's.
select
    b.id, b.alliance, b.organization, b.activity, b.title, b.recipient, b.due_on, b.filed_on, b.content, b.version,
    b.position
from briefing b
where b.tenant_id = :tenant
  and b.generation = (select generation from read_model where tenant_id = :tenant and name = 'briefings')
  and b.id = any(:ids)                                                          -- if ids
  and b.alliance = :alliance                                                    -- if alliance
  and b.organization = :organization                                            -- if organization
  and b.activity = :activity                                                    -- if activity
  and strpos(lower(b.title), lower(:text)) > 0                                  -- if text
  and b.filed_on >= :since                                                      -- if since
  and b.filed_on <= :until                                                      -- if until
  and (b.filed_on, b.id) < (:after_filed_on, :after_id)                         -- if after_id
  and (b.filed_on, b.id) > (:before_filed_on, :before_id)                       -- if before_id
order by b.filed_on desc, b.id desc                                             -- if forward
order by b.filed_on, b.id                                                       -- if backward
limit :limit                                                                    -- if limit
