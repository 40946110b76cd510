"""The viewer's own tenant: its state and its configuration."""
