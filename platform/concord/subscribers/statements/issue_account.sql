-- Whoever else pushes this tenant's account waits here, and reads afterwards what it signs.
insert into nats_account as a (tenant_id, issued_at)
values ($1, $2)
on conflict (tenant_id) do update
   set issued_at = greatest($2, a.issued_at + 1)
 where a.tenant_id = $1
returning issued_at
