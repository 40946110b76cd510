-- Lines of pg_hba.conf by which a network comes in without a password, or with one that is sent in clear.
select line_number as line, type, user_name::text as users, address, auth_method as method
  from pg_hba_file_rules
 where error is null and type like 'host%' and address not in ('127.0.0.1', '::1', 'localhost', 'samehost')
   and (auth_method in ('trust', 'ident') or (auth_method = 'password' and type <> 'hostssl'))
 order by 1
