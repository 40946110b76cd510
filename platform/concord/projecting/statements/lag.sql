select name, events, tenants_behind, tenants_parked
  from concord.projection_lag()
