-- Terms of the chair of alliances, oldest first; with a day, the terms that hold on it.
select
    alliance, since, organization, title, starts_on, ends_on, basis, resolution, vacated_on, vacancy_cause,
    reason, handed_over_on, handover_notes, position
from chair_term
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'alliances')
  and alliance = any(:ids)
  and starts_on <= :on and ends_on >= :on                                       -- if on
order by alliance, since
