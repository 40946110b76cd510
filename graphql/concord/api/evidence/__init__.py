"""佐证: files uploaded for objects, attached to them, fetched and removed."""
