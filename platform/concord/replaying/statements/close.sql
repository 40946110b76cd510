-- Nothing is ever appended to a ledger that was read back.
revoke execute on function concord.append, concord.append_group, concord.append_in_silence, concord.configure from concord_app
