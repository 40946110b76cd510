insert into cosignature (tenant_id, epoch, size, witness, line)
values ($1, $2, $3, $4, $5)
on conflict do nothing
