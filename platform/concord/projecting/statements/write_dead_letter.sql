-- Attempts count tries of the same event.
insert into dead_letter as d (tenant_id, projection, position, type, error, attempts, first_at, at)
values ($1, $2, $3, $4, $5, 1, $6, $6)
on conflict (tenant_id, projection) do update
   set position = excluded.position, type = excluded.type, error = excluded.error, at = excluded.at,
       attempts = case when d.position = excluded.position then d.attempts + 1 else 1 end,
       first_at = case when d.position = excluded.position then d.first_at else excluded.first_at end
