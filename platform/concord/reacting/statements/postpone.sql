-- $5: PENDING, to be tried again after $6 seconds, or PARKED, for an operator.
update reaction
   set state = $5, attempts = attempts + 1, error = $7, at = clock_timestamp(),
       try_at = clock_timestamp() + make_interval(secs => $6)
 where tenant_id = $1 and policy = $2 and position = $3 and subject = $4
