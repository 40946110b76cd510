insert into reaction_outcome (tenant_id, policy, position, subject, ordinal, command, command_id, result, refusal, zh, en, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp())
on conflict (tenant_id, policy, position, subject, ordinal) do nothing
