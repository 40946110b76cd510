select concord.fire_deadlines($1)
