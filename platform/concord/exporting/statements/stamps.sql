-- Time stamps of checkpoints of more than $4 and at most $5 entries, of epochs $2 up to their last entries $3.
select k.note as checkpoint, s.authority, s.reply,
       to_char(s.stamped_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as stamped_at
  from unnest($2::integer[], $3::bigint[]) as o (epoch, last)
  join concord.time_stamp s
    on s.tenant_id = $1 and s.epoch = o.epoch and s.size > $4 and s.size <= least($5, o.last)
  join concord.checkpoint k on k.tenant_id = s.tenant_id and k.epoch = s.epoch and k.size = s.size
 order by s.epoch desc, s.size, s.authority
