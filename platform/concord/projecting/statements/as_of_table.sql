create table {schema}.{table}
    (like concord.{table} including defaults including constraints including indexes);
select concord.protect('{table}', false);
