insert into read_model (tenant_id, name, generation, version)
values ($1, $2, $3, $4)
