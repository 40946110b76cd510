select tenant_id, name
  from concord.webhooks_waiting($1)
