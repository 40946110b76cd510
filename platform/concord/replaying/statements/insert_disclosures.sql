insert into concord.disclosure (tenant_id, digest, key_id, ciphertext)
select $1, d.digest, d.key_id, d.ciphertext
  from unnest($2::text[], $3::uuid[], $4::bytea[]) as d (digest, key_id, ciphertext)
    on conflict do nothing
