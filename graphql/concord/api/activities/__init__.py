"""活动: activities in the schema."""
