"""单位: the organizations that can join alliances."""
