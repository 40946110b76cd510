-- A tenant's first time. Returns nothing where the row exists.
insert into progress (tenant_id, name)
values ($1, 'publisher')
on conflict (tenant_id, name) do nothing
returning position, parked, served_at, stream_sequence, now() as began
