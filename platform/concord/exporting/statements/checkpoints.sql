-- Checkpoints of more than $3 and at most $4 entries. `signed_at` is the sealer's clock, which nobody has signed.
select size, note, to_char(signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as signed_at
  from concord.checkpoint
 where tenant_id = $1 and epoch = $2 and size > $3 and size <= $4
 order by size
