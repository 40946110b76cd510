-- The newest checkpoint of a tenant, with the lines of witnesses.
select k.epoch, k.origin, k.size,
       (select k.note || coalesce(string_agg(c.line, '' order by c.witness), '')
          from concord.cosignature c
         where c.tenant_id = $1 and c.epoch = k.epoch and c.size = k.size) as note
  from concord.checkpoint k
 where k.tenant_id = $1
 order by k.epoch desc, k.size desc
 limit 1
