-- Sessions of workers of this role that do something: each looks at all checkpoints every second.
select count(*) filter (where application_name = 'concord readmodels') as projectors,
       count(*) filter (where application_name = 'concord publisher') as publishers
  from pg_stat_activity
 where usename = current_user
   and datname = current_database()
   and (state <> 'idle' or state_change > clock_timestamp() - interval '15 seconds')
