-- The last meeting, activity or ticket of alliances by a day.
select distinct on (alliance)
    alliance, position, kind, happened_on, recorded_on, code, form, title, organization, reference, starts_on,
    ends_on
from duty_deed
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'duties')
  and alliance = any(:ids)
  and kind = any(:kinds)
  and happened_on <= :on
order by alliance, happened_on desc, position desc
