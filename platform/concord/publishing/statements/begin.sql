-- A tenant's first time. Returns nothing where the row exists.
insert into progress (tenant_id, name)
values ($1, 'publisher')
on conflict (tenant_id, name) do nothing
returning position, parked, stream_sequence, served_at < $2 or served_at > now() as unseen, now() as began
