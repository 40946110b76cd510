-- The findings of inspections, by number.
select
    inspection, id, alliance, subject, inspector, number, kind, title, description, status, due_on, found_on, found_at,
    rectified_on, on_time, measures, verified_on, note, rejected, position
from inspection_finding
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'inspections')
  and inspection = any(:ids)
order by inspection, number
