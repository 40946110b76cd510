-- Time stamps of checkpoints of more than $3 and at most $4 entries.
select k.note as checkpoint, s.reply
  from concord.time_stamp s
  join concord.checkpoint k on k.tenant_id = s.tenant_id and k.epoch = s.epoch and k.size = s.size
 where s.tenant_id = $1 and s.epoch = $2 and s.size > $3 and s.size <= $4
 order by s.size, s.authority
