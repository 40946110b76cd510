-- What was received for a period, by child and alliance.
select
    id, child, child_name, child_position, alliance, alliance_name, kind, period, starts_on, ends_on, definition,
    counted_to, figures, released_on, received_at, position
from child_figures
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'children')
  and period = :period
order by child, alliance_name, id
limit :most
