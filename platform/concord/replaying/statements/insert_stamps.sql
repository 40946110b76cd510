insert into concord.time_stamp (tenant_id, epoch, size, authority, reply, stamped_at)
select $1, s.epoch, s.size, s.authority, s.reply, s.stamped_at
  from unnest($2::integer[], $3::bigint[], $4::text[], $5::bytea[], $6::timestamptz[])
    as s (epoch, size, authority, reply, stamped_at)
    on conflict do nothing
