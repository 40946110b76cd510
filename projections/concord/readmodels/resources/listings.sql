-- The lists that resources are on, by code.
select resource, list_code, list_name, listed_on
from resource_listing
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'resources')
  and resource = any(:ids)
order by resource, list_code
