-- The claim: the first reaction that may be tried now and that nobody else works on.
select policy, position, subject, attempts, decision
  from reaction
 where tenant_id = $1 and state = 'PENDING' and try_at <= clock_timestamp() and policy = any($2)
   and exists (select from head where tenant_id = $1 and state = 'ACTIVE')
 order by position, policy, subject
 limit 1
   for update skip locked
