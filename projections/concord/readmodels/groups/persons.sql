-- Persons of groups, in the order of joining.
select 
    group_id, subject, array(select jsonb_array_elements_text(digests)) as digests, organization, duty, grouped_on, position
from group_person
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'groups')
  and group_id = any(:ids)
order by group_id, grouped_on, position
