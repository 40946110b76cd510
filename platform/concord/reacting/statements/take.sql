-- One batch of a tenant's ledger: for every policy that reacts to an event (also those that this program does
-- not have) a reaction to be worked on, and the checkpoint behind it. Who meets a locked row leaves it.
with claimed as materialized
     (select position
        from policy_progress
       where tenant_id = $1
         for update skip locked),
     batch as materialized
     (select e.position, e.type
        from event as e
       cross join claimed as c
       where e.tenant_id = $1 and e.position > c.position
       order by e.position
       limit $2),
     taken as
     (insert into reaction (tenant_id, policy, position, subject, try_at, at)
      select $1, p.name, b.position, '', clock_timestamp(), clock_timestamp()
        from batch as b
        join policy as p on p.events ? b.type
        left join policy_start as s on s.tenant_id = $1 and s.policy = p.name
       where b.position > coalesce(s.position, 0)
      on conflict (tenant_id, policy, position, subject) do nothing)
update policy_progress
   set position = (select max(b.position) from batch as b), served_at = clock_timestamp()
 where tenant_id = $1 and exists (select from batch)
returning position
