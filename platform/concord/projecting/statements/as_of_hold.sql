-- The schema of a moment, held against being dropped until the transaction ends. KEY SHARE lets others mark
-- it as used meanwhile.
select schema
  from as_of
 where tenant_id = $1 and position = $2 and edition = $3 and to_regnamespace(schema) is not null
   for key share
