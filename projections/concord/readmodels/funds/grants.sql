-- What funds have set aside, in the order of approval.
select
    fund, id, recipient, item, item_name, amount, left_over, basis_kind, basis_record, basis_reference, basis_resolution, approved_on,
    position
from fund_grant
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'funds')
  and fund = any(:ids)
order by fund, position
