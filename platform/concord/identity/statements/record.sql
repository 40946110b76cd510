-- True where this command is new.
insert into access_change (tenant_id, command_id, digest, what, whom, actor, at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (tenant_id, command_id) do nothing
returning true
