-- What came of the commands of a tenant's policies, those of the latest events first, the last event whole.
select policy, position, subject, ordinal, command, result, refusal, zh, en, at
  from reaction_outcome
 where tenant_id = $1
   and ($2::text is null or policy = $2)
   and ($3::boolean is null or (refusal is not null) = $3)
   and ($4::bigint is null or position < $4)
 order by position desc
 fetch first $5 rows with ties
