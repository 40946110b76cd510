-- Those that still matter.
select subject, token, issued_until, expires_at, at, by
  from revocation
 where tenant_id = $1 and expires_at > clock_timestamp()
 order by at desc, subject, token
