-- Gives a read model a checkpoint of its own, or moves it.
insert into progress (tenant_id, name, position, parked, served_at)
values ($1, $2, $3, $4, clock_timestamp())
on conflict (tenant_id, name) do update
   set position = excluded.position, parked = excluded.parked, served_at = excluded.served_at
