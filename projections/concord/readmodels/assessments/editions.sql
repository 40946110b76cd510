-- Editions of schemes, first published first.
select scheme, edition, name, effective_from, indicators, stars, publication_days, four_eyes, published_on,
    position
from scheme_edition
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and scheme = any(:ids)
order by scheme, edition
