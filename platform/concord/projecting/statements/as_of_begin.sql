-- The claim to build a moment. Nothing returned: it is there already, or somebody else has built it while
-- this statement waited for them.
insert into as_of (tenant_id, position, edition, schema, built_at, used_at)
values ($1, $2, $3, $4, $5, $5)
on conflict do nothing
returning true
