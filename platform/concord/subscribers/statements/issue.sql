insert into subscriber_credential (tenant_id, public_key, name, issued_at, issued_by)
values ($1, $2, $3, $4, $5)
