select concord.register_policies($1::jsonb)
