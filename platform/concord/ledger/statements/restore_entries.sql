select concord.restore_entries($1, $2, $3, $4, $5, $6, $7)
