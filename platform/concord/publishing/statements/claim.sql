-- The claim: this tenant's row, unless another publisher serves it now. `began` is before anything is sent.
select position, parked, served_at, stream_sequence, now() as began
  from progress
 where tenant_id = $1 and name = 'publisher'
   for update skip locked
