"""联盟: a standing cooperation of organizations, its charter, members and chair."""
