-- The second for which the tenant's account was last signed, each time a later one: of two accounts a server keeps
-- the later, and of one second's it could keep either. The row is locked until the account has been pushed.
create table nats_account (
    tenant_id uuid primary key references tenant (id),
    issued_at bigint not null
);

select protect('nats_account');
