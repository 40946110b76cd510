-- Meetings of a tenant, latest first; every condition below is one of the filter's.
select
    m.id, m.alliance, m.code, m.title, m.status, m.place, m.convener, m.called_on, m.planned_on, m.held_on, m.day,
    m.number, array(select a::uuid from jsonb_array_elements_text(m.attended) as a) as attended, m.voters,
    m.eligible, m.notice, m.minutes, m.cancellation_reason, m.resolutions, m.unreported, m.version, m.position
from meeting m
where m.tenant_id = :tenant
  and m.generation = (select generation from read_model where tenant_id = :tenant and name = 'meetings')
  and m.id = any(:ids)                                                          -- if ids
  and m.alliance = :alliance                                                    -- if alliance
  and m.attended @> to_jsonb(cast(:organization as uuid)::text)                 -- if organization
  and m.code = any(:codes)                                                      -- if codes
  and m.status = any(:statuses)                                                 -- if statuses
  and strpos(lower(m.title), lower(:text)) > 0                                  -- if text
  and m.day >= :since                                                           -- if since
  and m.day <= :until                                                           -- if until
  and (m.unreported > 0) = :unreported                                          -- if unreported
  and (m.day, m.id) < (:after_day, :after_id)                                   -- if after_id
  and (m.day, m.id) > (:before_day, :before_id)                                 -- if before_id
order by m.day desc, m.id desc                                                  -- if forward
order by m.day, m.id                                                            -- if backward
limit :limit                                                                    -- if limit
