"""台账批注 of the API."""
