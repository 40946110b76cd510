-- The tenant under the id that it has at the source: keys of disclosures are found by it.
select id
  from concord.create_tenant($1, $2, $3, $4, $5)
