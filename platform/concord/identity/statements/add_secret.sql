insert into service_secret (tenant_id, secret_id, name, salt, hash, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7)
