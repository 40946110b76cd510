select k.epoch, k.origin, k.size, k.root, k.signed_at,
       (select k.note || coalesce(string_agg(c.line, '' order by c.witness), '')
          from cosignature c
         where c.tenant_id = k.tenant_id and c.epoch = k.epoch and c.size = k.size) as note
  from checkpoint k
 where k.tenant_id = $1 and k.epoch = $2 and k.size = $3
