"""联盟: alliances in the schema."""
