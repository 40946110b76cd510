select tenant_id, name
  from concord.publications_behind($1, $2)
