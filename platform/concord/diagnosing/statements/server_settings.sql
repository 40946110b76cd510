-- What decides about durability, patience and privacy; `encrypted` is empty where no network is crossed.
select name, setting from pg_settings
 where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'statement_timeout',
                'log_parameter_max_length', 'log_parameter_max_length_on_error')
 union all
select 'encrypted',
       case when inet_server_addr() is null or inet_server_addr() <<= '127.0.0.0/8' or inet_server_addr() = '::1' then ''
            else (select s.ssl::text from pg_stat_ssl s where s.pid = pg_backend_pid()) end
