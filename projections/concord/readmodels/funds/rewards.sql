-- Rewards of funds in the order in which they were proposed.
select
    fund, id, rule, assessment, reference, recipient, rank, stars, item, item_name, full_amount, amount, status,
    reason, proposed_on, decided_on, position
from fund_reward
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'funds')
  and fund = any(:ids)
  and (status = 'APPROVED' or recipient = any(:own))                            -- if own
order by fund, proposed_on, rank, recipient
