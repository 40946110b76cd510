select tenant, name, position, head, pending, parked, done, refused, stopped_at, error
  from concord.list_policies($1)
