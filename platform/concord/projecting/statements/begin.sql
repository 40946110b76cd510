-- A tenant's first time. Returns nothing where the row exists.
insert into progress (tenant_id, name)
values ($1, $2)
on conflict (tenant_id, name) do nothing
returning position, parked
