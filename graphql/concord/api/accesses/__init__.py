"""查看记录 of the API."""
