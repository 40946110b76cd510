-- Shared resources of a tenant, latest first; every condition below is one of the filter's.
select
    r.id, r.alliance, r.owner, r.kind, r.name, r.description, r.person_subject,
    array(select jsonb_array_elements_text(r.person_digests)) as person_digests, r.capacity, r.venue_class,
    r.accepted_on, r.shared_on, r.shared_at, r.withdrawn_on, r.requested, r.used, r.persons, r.ratings, r.stars,
    r.version, r.position
from resource r
where r.tenant_id = :tenant
  and r.generation = (select generation from read_model where tenant_id = :tenant and name = 'resources')
  and r.id = any(:ids)                                                          -- if ids
  and r.alliance = :alliance                                                    -- if alliance
  and r.owner = :owner                                                          -- if owner
  and r.kind = any(:kinds)                                                      -- if kinds
  and r.venue_class = any(:venue_classes)                                       -- if venue_classes
  and r.id in (select l.resource from resource_listing l                        -- if list_code
                where l.tenant_id = :tenant                                     -- if list_code
                  and l.generation = (select generation from read_model where tenant_id = :tenant and name = 'resources') -- if list_code
                  and l.list_code = :list_code)                                 -- if list_code
  and (r.withdrawn_on is null) = :shared                                        -- if shared
  and strpos(lower(r.name), lower(:text)) > 0                                   -- if text
  and (r.shared_at, r.id) < (:after_shared_at, :after_id)                       -- if after_id
  and (r.shared_at, r.id) > (:before_shared_at, :before_id)                     -- if before_id
order by r.shared_at desc, r.id desc                                            -- if forward
order by r.shared_at, r.id                                                      -- if backward
limit :limit                                                                    -- if limit
