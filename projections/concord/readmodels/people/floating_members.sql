-- Floating members of organizations, oldest first, those who left too.
select 
    organization, since, subject, array(select jsonb_array_elements_text(digests)) as digests, home, enrolled_on, left_on,
    reason, position
from floating_member
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'people')
  and organization = any(:ids)
order by organization, enrolled_on, since
