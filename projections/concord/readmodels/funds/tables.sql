-- Funds as they stand, what they have set aside, and every movement.
create table fund (
    tenant_id uuid not null,
    generation smallint not null,
    id uuid not null,
    alliance uuid not null,
    year integer not null,
    code text not null,
    name text not null,
    currency text not null,
    allocated numeric not null,         -- of the budget
    received numeric not null,          -- beside it, carried over included
    paid numeric not null,              -- less what was reversed
    granted numeric not null,           -- set aside and not paid yet
    balance numeric not null,           -- in hand
    opened_on date not null,
    opened_at timestamptz not null,
    closed_on date,
    carried numeric,                    -- what was left and carried on
    successor uuid,
    version integer not null,
    position bigint not null,
    primary key (tenant_id, generation, id)
);

create index fund_by_time on fund (tenant_id, generation, opened_at, id);

create index fund_by_alliance on fund (tenant_id, generation, alliance, opened_at, id);

select concord.protect('fund');

create table fund_grant (
    tenant_id uuid not null,
    generation smallint not null,
    fund uuid not null,
    id uuid not null,
    recipient uuid not null,
    item text not null,
    item_name text not null,
    amount numeric not null,
    left_over numeric not null,         -- not paid yet
    basis_kind text not null,
    basis_record uuid not null,
    basis_reference text not null,
    approved_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, fund, id)
);

select concord.protect('fund_grant');

create table fund_movement (
    tenant_id uuid not null,
    generation smallint not null,
    fund uuid not null,
    version integer not null,           -- the fund's, after it
    alliance uuid not null,
    kind text not null,                 -- BUDGET, CONTRIBUTION, PAYMENT, REVERSAL, CARRIED_ON
    amount numeric not null,            -- positive where money comes in, negative where it goes out
    payment uuid,                       -- of a payment, or of what it reverses
    reversed boolean not null,          -- a payment that was undone
    source text,
    organization uuid,                  -- contributor, or recipient
    payee_subject uuid,
    payee_digests jsonb not null,       -- array of text
    item text,
    item_name text,
    of_grant uuid,
    basis_kind text,
    basis_record uuid,
    reference text,                     -- of the basis, or of the budget
    note text,                          -- digest
    occurred_on date not null,
    position bigint not null,
    primary key (tenant_id, generation, fund, version)
);

create index fund_movement_by_position on fund_movement (tenant_id, generation, position);

create index fund_movement_by_payment on fund_movement (tenant_id, generation, fund, payment);

select concord.protect('fund_movement');
