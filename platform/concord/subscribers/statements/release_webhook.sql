-- Only by whoever has the lease ($7) still; a webhook that was reset meanwhile ($6) begins without its past.
update webhook w
   set leased_until = '-infinity',
       attempts = case when s.generation = $6 then $3::integer else 0 end,
       next_at = case when s.generation = $6 then $4::timestamptz else '-infinity' end,
       failing = case when s.generation = $6 then $5::bigint else 0 end
  from subscriber s
 where w.tenant_id = $1 and w.name = $2 and w.leased_until = $7 and s.tenant_id = $1 and s.name = $2
