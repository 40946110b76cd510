-- The bytes as they were recorded; the columns beside them are read out of the entry.
insert into concord.event (tenant_id, position, stream_id, version, type, entry)
select $1, e.position, e.stream_id, e.version, e.type, e.entry
  from unnest($2::bigint[], $3::uuid[], $4::integer[], $5::text[], $6::bytea[])
    as e (position, stream_id, version, type, entry)
