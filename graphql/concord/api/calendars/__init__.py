"""工作日历: working calendars in the schema."""
