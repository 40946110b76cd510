select stream_sequence, began, position, entry
  from concord.publish_next($1, $2, $3, $4, $5, $6)
