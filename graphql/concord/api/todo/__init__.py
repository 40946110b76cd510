"""待办 of the API."""
