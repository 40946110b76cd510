"""需求清单与任务清单 of the API."""
