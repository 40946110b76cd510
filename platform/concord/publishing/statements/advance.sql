-- served_at is when the batch began: if the stream was lost since, a later look at this row shows it.
update progress
   set position = $2, stream_sequence = $3, served_at = $4
 where tenant_id = $1 and name = 'publisher'
