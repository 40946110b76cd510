-- Appointments of organizations, oldest first, ended ones too.
select 
    organization, id, subject, array(select jsonb_array_elements_text(digests)) as digests, role, alliance, group_id, starts_on,
    ends_on, ended_on, reason, document, position
from appointment
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'people')
  and organization = any(:ids)
order by organization, starts_on, id
