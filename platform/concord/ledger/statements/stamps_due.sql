select tenant_id from concord.stamps_due($1, $2, $3)
