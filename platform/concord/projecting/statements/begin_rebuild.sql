-- Takes over from whoever was building: its token is no longer the row's.
insert into rebuild (tenant_id, name, generation, position, holder, started_at)
values ($1, $2, $3, 0, $4, $5)
on conflict (tenant_id, name) do update
   set generation = excluded.generation, position = 0, holder = excluded.holder, started_at = excluded.started_at
