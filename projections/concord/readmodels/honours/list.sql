-- Honours of a tenant, latest nomination first; every condition below is one of the filter's.
select
    h.id, h.alliance, h.kind, h.title, h.period, h.organization, h.person_subject,
    array(select jsonb_array_elements_text(h.person_digests)) as person_digests, h.case_name, h.assessment, h.rank,
    h.stars, array(select jsonb_array_elements_text(h.evidence)::bigint) as evidence, h.citation, h.status,
    h.nominated_on, h.decided_on, h.authority, h.document, h.scope, h.version, h.position
from honour h
where h.tenant_id = :tenant
  and h.generation = (select generation from read_model where tenant_id = :tenant and name = 'honours')
  and h.id = any(:ids)                                                          -- if ids
  and h.alliance = :alliance                                                    -- if alliance
  and h.organization = :organization                                            -- if organization
  and h.kind = any(:kinds)                                                      -- if kinds
  and h.status = any(:statuses)                                                 -- if statuses
  and (h.status <> 'NOMINATED' or h.organization = any(:own))                   -- if own
  and h.period = :period                                                        -- if period
  and strpos(lower(h.title || ' ' || coalesce(h.case_name, '')), lower(:text)) > 0 -- if text
  and (h.nominated_on, h.id) < (:after_nominated_on, :after_id)                 -- if after_id
  and (h.nominated_on, h.id) > (:before_nominated_on, :before_id)               -- if before_id
order by h.nominated_on desc, h.id desc                                         -- if forward
order by h.nominated_on, h.id                                                   -- if backward
limit :limit                                                                    -- if limit
