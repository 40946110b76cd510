-- Reference lists of programmes, by year.
select programme, id, title, year, items, document, issued_on, position
from reference_list
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'programmes')
  and programme = any(:ids)
order by programme, year, position
