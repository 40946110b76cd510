"""重点项目与成效 of the API."""
