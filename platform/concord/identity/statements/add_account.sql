-- Nothing where the name was given before, to whomever.
insert into service_account (tenant_id, name, role, organization, created_at, created_by)
values ($1, $2, $3, $4, $5, $6)
on conflict (tenant_id, name) do nothing
returning true
