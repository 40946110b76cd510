-- Needs and tasks of a tenant, latest first; every condition below is one of the filter's.
select
    t.id, t.alliance, t.organization, t.title, t.category, t.description, t.contact_subject,
    array(select jsonb_array_elements_text(t.contact_digests)) as contact_digests, t.status, t.claimant,
    t.listed_on, t.listed_at, t.due_on, t.result, t.satisfaction, t.comment, t.released, t.version, t.position
from task t
where t.tenant_id = :tenant
  and t.generation = (select generation from read_model where tenant_id = :tenant and name = 'tasks')
  and t.id = any(:ids)                                                          -- if ids
  and t.alliance = :alliance                                                    -- if alliance
  and t.organization = :organization                                            -- if organization
  and t.claimant = :claimant                                                    -- if claimant
  and t.status = any(:statuses)                                                 -- if statuses
  and t.category = :category                                                    -- if category
  and strpos(lower(t.title), lower(:text)) > 0                                  -- if text
  and t.listed_on >= :since                                                     -- if since
  and t.listed_on <= :until                                                     -- if until
  and t.due_on < :overdue_on                                                    -- if overdue_on
  and (t.listed_at, t.id) < (:after_listed_at, :after_id)                       -- if after_id
  and (t.listed_at, t.id) > (:before_listed_at, :before_id)                     -- if before_id
order by t.listed_at desc, t.id desc                                            -- if forward
order by t.listed_at, t.id                                                      -- if backward
limit :limit                                                                    -- if limit
