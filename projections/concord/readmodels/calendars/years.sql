-- What is arranged for each year of working calendars, in order of years.
select
    calendar, year,
    array(select jsonb_array_elements_text(days_off))::date[] as days_off,
    array(select jsonb_array_elements_text(days_worked))::date[] as days_worked,
    document, position
from calendar_year
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'calendars')
  and calendar = any(:ids)
order by calendar, year
