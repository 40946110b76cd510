"""评先评优: honours in the schema."""
