-- Only a superuser reads pg_hba.conf, unless somebody was granted to.
select has_table_privilege('pg_hba_file_rules', 'select')
   and has_function_privilege('pg_hba_file_rules()', 'execute')
