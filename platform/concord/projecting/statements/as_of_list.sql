select tenant_id, position, edition, schema, present
  from list_as_of()
