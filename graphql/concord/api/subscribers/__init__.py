"""Who follows the tenant's events from outside."""
