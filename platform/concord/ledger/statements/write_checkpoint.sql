insert into checkpoint (tenant_id, epoch, size, origin, root, note, signed_at)
values ($1, $2, $3, $4, $5, $6, clock_timestamp())
    on conflict do nothing
