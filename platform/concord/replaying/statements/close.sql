-- Nothing is ever appended to a ledger that was read back.
revoke execute on function concord.append, concord.append_group, concord.append_in_silence, concord.append_erasure,
    concord.configure
    from concord_app
