-- The claim: this tenant's row, unless another publisher serves it now, with the few entries that follow it, in
-- one round trip. `began` is before anything is sent; `unseen`: not compared with the stream since $2 (or
-- after now, by a clock that was put back), and
-- then what follows is not known yet.
with claimed as materialized
     (select position, parked, stream_sequence, served_at < $2 or served_at > now() as unseen, now() as began
        from progress
       where tenant_id = $1 and name = 'publisher'
         and not exists (select from head where tenant_id = $1 and state = 'SUSPENDED')
         for update skip locked)
select c.position, c.parked, c.stream_sequence, c.unseen, c.began, e.position as entry_position, e.entry
  from claimed as c
  left join lateral
       (select n.position, n.entry
          from event as n
         where n.tenant_id = $1 and n.position > c.position and not c.parked and not c.unseen
         order by n.position
         limit $3) as e
    on true
