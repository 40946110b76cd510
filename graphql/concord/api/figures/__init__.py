"""统计数字: figures in the schema."""
