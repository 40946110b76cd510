"""实施意见: programmes in the schema, and what comes from above."""
