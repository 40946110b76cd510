select tenant_id, name
  from concord.webhooks_due_of($1, $2)
