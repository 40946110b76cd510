select *
  from concord.list_projections($1)
