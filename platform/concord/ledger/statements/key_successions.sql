select note from concord.key_successions() as note
