-- Memberships of alliances or of organizations, in the order of joining.
select
    alliance, organization, since, tier, tier_since, standing, joined_on, joined_by, left_on, reason, position
from alliance_member
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'alliances')
  and alliance = any(:alliances)                                                -- if alliances
  and organization = any(:organizations)                                        -- if organizations
  and left_on is null                                                           -- if current
order by joined_on, position, organization
