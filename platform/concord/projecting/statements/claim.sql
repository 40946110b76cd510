-- The claim: this tenant's row, unless somebody else serves it now.
select position, parked
  from progress
 where tenant_id = $1 and name = $2
   for update skip locked
