-- The claim: this tenant's row, unless another publisher serves it now. `began` is before anything is sent;
-- `unseen`: not compared with the stream since $2.
select position, parked, stream_sequence, served_at < $2 as unseen, now() as began
  from progress
 where tenant_id = $1 and name = 'publisher'
   for update skip locked
