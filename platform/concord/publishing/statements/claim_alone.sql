-- The claim without what follows, which is there already.
select position, parked, stream_sequence, served_at < $2 or served_at > now() as unseen, now() as began
  from progress
 where tenant_id = $1 and name = 'publisher'
   and not exists (select from head where tenant_id = $1 and state = 'SUSPENDED')
   for update skip locked
