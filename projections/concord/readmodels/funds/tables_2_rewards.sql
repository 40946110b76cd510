-- Which of a meeting's resolutions grants and payments rest on; null for others, and for those before it was asked.
alter table fund_grant
    add column basis_resolution uuid;

alter table fund_movement
    add column basis_resolution uuid;

-- Rewards that were proposed for final results, and what became of them.
create table fund_reward (
    tenant_id uuid not null,
    generation smallint not null,
    fund uuid not null,
    id uuid not null,
    rule text not null,
    assessment uuid not null,
    reference text not null,
    recipient uuid not null,
    rank integer not null,
    stars integer not null,
    item text not null,
    item_name text not null,
    full_amount numeric not null,       -- by the charter's rule
    amount numeric not null,            -- as far as the money reached
    status text not null,               -- PROPOSED, APPROVED, DECLINED
    reason text,                        -- digest: why it was declined
    proposed_on date not null,
    decided_on date,
    position bigint not null,
    primary key (tenant_id, generation, fund, id)
);

create index fund_reward_waiting on fund_reward (tenant_id, generation, fund) where status = 'PROPOSED';

select concord.protect('fund_reward');
