select succession
  from concord.ledger_key
 where tenant_id = $1 and succession is not null
 group by succession
 order by min(since), succession
