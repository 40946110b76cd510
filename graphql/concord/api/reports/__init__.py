"""台账反馈: reports in the schema."""
