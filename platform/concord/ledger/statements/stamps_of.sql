-- Stamps of checkpoints, each given by epoch and size.
select s.epoch, s.size, s.authority, s.reply, s.stamped_at
  from unnest($2::integer[], $3::bigint[]) as k (epoch, size)
  join time_stamp s on s.tenant_id = $1 and s.epoch = k.epoch and s.size = k.size
 order by s.stamped_at, s.authority
