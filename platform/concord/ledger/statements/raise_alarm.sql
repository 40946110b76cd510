insert into ledger_alarm as a (tenant_id, reason, position, sentence, raised_at)
values ($1, $2, $3, $4, clock_timestamp())
    on conflict (tenant_id) do update
   set reason = excluded.reason, position = excluded.position, sentence = excluded.sentence
