-- Whether the program may append here: so it may wherever it was migrated, until a replay closes it.
select coalesce(bool_or(has_function_privilege('concord_app', p.oid, 'execute')), false)
  from pg_proc p
 where p.pronamespace = to_regnamespace('concord') and p.proname in ('append', 'append_group', 'append_in_silence')
