select tenant_id, epoch, size from concord.published_heads()
