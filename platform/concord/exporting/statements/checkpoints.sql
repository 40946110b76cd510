-- Checkpoints of more than $4 and at most $5 entries, of epochs $2 up to their last entries $3, with the lines of
-- witnesses. `signed_at` is the sealer's clock, which nobody has signed.
select k.size,
       (select k.note || coalesce(string_agg(c.line, '' order by c.witness), '')
          from concord.cosignature c
         where c.tenant_id = $1 and c.epoch = k.epoch and c.size = k.size) as note,
       to_char(k.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as signed_at
  from unnest($2::integer[], $3::bigint[]) as o (epoch, last)
  join concord.checkpoint k
    on k.tenant_id = $1 and k.epoch = o.epoch and k.size > $4 and k.size <= least($5, o.last)
 order by k.epoch desc, k.size
