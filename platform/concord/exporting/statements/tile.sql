select hashes
  from concord.tile
 where tenant_id = $1 and epoch = $2 and level = $3 and index = $4
