-- Never served: the stream is compared with the ledger again.
update progress
   set parked = false, served_at = '-infinity'
 where tenant_id = $1 and name = 'publisher' and parked
