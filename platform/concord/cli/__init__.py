"""The command `concord`."""
