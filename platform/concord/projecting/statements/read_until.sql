-- The next entries up to position $5, at most $3 and hardly more than $4 bytes of them.
select position, entry
  from (select position, entry,
               sum(octet_length(entry)) over (order by position) - octet_length(entry) as before
          from event
         where tenant_id = $1 and position > $2 and position <= $5
         order by position
         limit $3) as e
 where before <= $4
 order by position
