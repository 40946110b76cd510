"""Who may come in: machines of the tenant, and what was revoked."""
