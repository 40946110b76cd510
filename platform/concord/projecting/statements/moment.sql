-- The head of a ledger, and when the entry at $2 was recorded (null: there is none).
select h.position as head, h.recorded_at as head_recorded_at,
       (convert_from(e.entry, 'UTF8')::json ->> 'recorded_at')::timestamptz as recorded_at
  from head h
  left join event e on e.tenant_id = h.tenant_id and e.position = $2
 where h.tenant_id = $1
