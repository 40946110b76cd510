-- Roles of ours that row-level security does not bind; concord_appender is made so and cannot log in.
select r.rolname from pg_roles r
 where (r.rolsuper or r.rolbypassrls)
   and ((r.rolname like 'concord\_%' and r.rolname <> 'concord_appender') or r.rolname = current_user
        or (r.rolname = 'concord_appender' and (r.rolsuper or r.rolcanlogin)))
 order by r.rolname
