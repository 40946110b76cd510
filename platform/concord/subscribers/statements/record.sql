insert into subscriber_change (tenant_id, command_id, digest, name, what, actor, at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (tenant_id, command_id) do nothing
returning true
