create table {schema}.{table} (like concord.{table} including defaults including constraints);
select concord.protect('{table}', false);
