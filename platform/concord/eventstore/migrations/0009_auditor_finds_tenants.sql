-- Whoever verifies or exports a ledger names its tenant by code, as everybody does.
grant execute on function find_tenant to concord_auditor;
