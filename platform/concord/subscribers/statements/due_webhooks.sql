select tenant_id, name
  from concord.webhooks_due($1)
