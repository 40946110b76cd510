-- Epochs before $2, each with the last entry that it shares with what followed it.
select distinct k.epoch, e.last
  from (select convert_from(entry, 'UTF8')::json #>> '{data,former_origin}' as origin, position - 1 as last
          from concord.event
         where tenant_id = $1 and type = 'ledger.OriginBegun') as e
  join concord.checkpoint k on k.tenant_id = $1 and k.origin = e.origin and k.epoch < $2
 order by k.epoch
