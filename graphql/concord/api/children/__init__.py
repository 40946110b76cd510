"""下级数字: figures of tenants below in the schema."""
