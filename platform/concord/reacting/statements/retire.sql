select concord.retire_policy($1)
