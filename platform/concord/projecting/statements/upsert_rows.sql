insert into {table} (tenant_id, generation, {columns})
select $1, $2, {values}
  from unnest({arrays}) as u ({columns})
on conflict (tenant_id, generation, {keys}) do {resolution}
