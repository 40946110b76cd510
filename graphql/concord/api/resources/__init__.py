"""共享资源与预约 in the schema."""
