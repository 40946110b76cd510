"""What a file is, by its content, and what of it may be kept. Runs in a process of its own (`child`)."""
