select events, pending, parked
  from concord.policy_lag()
