"""Organizations through the API: registered once, read back as they are now."""
