-- Funds with rewards that wait for somebody to decide, the longest waiting first.
select f.id, 'PROPOSED' as status, f.name as title
from fund f
where f.tenant_id = :tenant
  and f.generation = (select generation from read_model where tenant_id = :tenant and name = 'funds')
  and f.closed_on is null
  and exists (select from fund_reward r
               where r.tenant_id = :tenant and r.generation = f.generation and r.fund = f.id
                 and r.status = 'PROPOSED')
order by f.position, f.id
limit :limit                                                                    -- if limit
