-- $3: the rows as one JSON array (upsert_rows.sql says why), of a table that has none of them yet.
insert into {table} (tenant_id, generation, {columns})
select $1, $2, {columns}
  from json_to_recordset($3::json) as u ({definitions})
