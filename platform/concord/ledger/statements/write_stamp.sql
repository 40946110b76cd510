insert into time_stamp (tenant_id, epoch, size, authority, reply, stamped_at)
values ($1, $2, $3, $4, $5, $6)
on conflict do nothing
