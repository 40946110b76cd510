-- $1 tenant, $2 entries at most or null, $3 only one that a witness has signed, $4 only one that was time-stamped,
-- $5 epoch or null
select k.epoch, k.origin, k.size, k.root, k.signed_at,
       (select k.note || coalesce(string_agg(c.line, '' order by c.witness), '')
          from cosignature c
         where c.tenant_id = k.tenant_id and c.epoch = k.epoch and c.size = k.size) as note
  from checkpoint k
 where k.tenant_id = $1 and ($2::bigint is null or k.size <= $2)
   and (not $3::boolean or exists (select from cosignature c
                                    where c.tenant_id = $1 and c.epoch = k.epoch and c.size = k.size))
   and (not $4::boolean or exists (select from time_stamp s
                                    where s.tenant_id = $1 and s.epoch = k.epoch and s.size = k.size))
   and ($5::integer is null or k.epoch = $5)
 order by k.epoch desc, k.size desc
 limit 1
