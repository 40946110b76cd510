-- A tenant that came after the policies: nothing of its ledger is passed over.
insert into policy_progress (tenant_id)
values ($1)
on conflict (tenant_id) do nothing
