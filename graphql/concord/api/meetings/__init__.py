"""联席会议 of the API."""
