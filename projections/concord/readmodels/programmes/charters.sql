-- Charters of programmes in the order of adoption.
select programme, since, effective_on, document, charter, position
from programme_charter
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'programmes')
  and programme = any(:ids)
order by programme, since
