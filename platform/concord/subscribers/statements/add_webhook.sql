-- A removed subscriber's name may be used again, with another address.
insert into webhook (tenant_id, name, url, secret)
values ($1, $2, $3, $4)
on conflict (tenant_id, name) do update
   set url = $3, secret = $4, previous_secret = null, previous_until = null, attempts = 0,
       failing = 0, next_at = '-infinity'
