insert into concord.cosignature (tenant_id, epoch, size, witness, line)
select $1, c.epoch, c.size, c.witness, c.line
  from unnest($2::integer[], $3::bigint[], $4::text[], $5::text[]) as c (epoch, size, witness, line)
    on conflict do nothing
