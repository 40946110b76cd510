-- As the claim, but waits for whoever serves the tenant now; for the few places that need two rows.
select position, parked
  from progress
 where tenant_id = $1 and name = $2
   for update
