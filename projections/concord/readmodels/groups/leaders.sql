-- Leaders of groups, deputies after them, in the order given.
select 
    group_id, deputy, subject, array(select jsonb_array_elements_text(digests)) as digests, organization, set_on, position
from group_leader
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'groups')
  and group_id = any(:ids)
order by group_id, place
