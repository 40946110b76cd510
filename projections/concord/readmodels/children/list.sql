-- What was received for a period, by child and alliance.
select
    id, child, child_name, child_position, alliance, alliance_name, kind, period, starts_on, ends_on, definition,
    counted_to, figures, released_on, received_at, position
from child_figures
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'children')
  and period = :period
  and (child, alliance_name, id) > (:after_child, :after_alliance_name, :after_id)    -- if after_id
  and (child, alliance_name, id) < (:before_child, :before_alliance_name, :before_id) -- if before_id
order by child, alliance_name, id                                                     -- if forward
order by child desc, alliance_name desc, id desc                                      -- if backward
limit :limit                                                                          -- if limit
