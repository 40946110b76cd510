select epoch, origin, size, root, note, signed_at
  from checkpoint
 where tenant_id = $1 and epoch = $2 and size = $3
