insert into read_model (tenant_id, name, generation, version)
values ($1, $2, 1, $3)
on conflict (tenant_id, name) do nothing
