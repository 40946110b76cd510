-- The same reaction in the next transaction, if nobody was faster.
select decision
  from reaction
 where tenant_id = $1 and policy = $2 and position = $3 and subject = $4 and state = 'PENDING'
   for update skip locked
