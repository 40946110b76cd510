-- Nothing where another worker was faster.
update webhook w
   set leased_until = clock_timestamp() + $3::interval
  from subscriber s
 where w.tenant_id = $1 and w.name = $2 and w.leased_until <= clock_timestamp()
   and s.tenant_id = $1 and s.name = $2 and s.state = 'ACTIVE'
   and not exists (select from head where tenant_id = $1 and state = 'SUSPENDED')
returning w.url, w.secret, case when w.previous_until > clock_timestamp() then w.previous_secret end as previous_secret,
          w.attempts, w.leased_until, s.filters, s.acknowledged, s.generation
