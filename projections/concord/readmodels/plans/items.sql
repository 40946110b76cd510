-- The items of plans, in the order in which they were added.
select plan, id, title, theme, due_on, lead, amendment, dropped, reason, position
from annual_plan_item
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'plans')
  and plan = any(:ids)
order by plan, number
