"""年度计划 of the API."""
