-- Stamps of an epoch with the checkpoints that they are for, the newest of at most $3, in the order of their sizes.
select s.epoch, s.size, s.authority, s.reply, s.stamped_at, k.note
  from (select epoch, size, authority, reply, stamped_at
          from time_stamp
         where tenant_id = $1 and epoch = $2
         order by size desc
         limit $3) as s
  join checkpoint k on k.tenant_id = $1 and k.epoch = s.epoch and k.size = s.size
 order by s.size
