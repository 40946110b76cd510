-- Movements of a tenant's funds, latest first; every condition below is one of the filter's.
select
    m.fund, m.version, m.alliance, m.kind, m.amount, m.payment, m.reversed, m.source, m.organization,
    m.payee_subject, array(select jsonb_array_elements_text(m.payee_digests)) as payee_digests, m.item, m.item_name,
    m.of_grant, m.basis_kind, m.basis_record, m.basis_resolution, m.reference, m.note, m.occurred_on, m.position
from fund_movement m
where m.tenant_id = :tenant
  and m.generation = (select generation from read_model where tenant_id = :tenant and name = 'funds')
  and m.fund = :fund                                                            -- if fund
  and m.alliance = :alliance                                                    -- if alliance
  and m.organization = :organization                                            -- if organization
  and m.kind = any(:kinds)                                                      -- if kinds
  and m.item = :item                                                            -- if item
  and m.occurred_on >= :since                                                   -- if since
  and m.occurred_on <= :until                                                   -- if until
  and m.position < :after_position                                              -- if after_position
  and m.position > :before_position                                             -- if before_position
order by m.position desc                                                        -- if forward
order by m.position                                                             -- if backward
limit :limit                                                                    -- if limit
