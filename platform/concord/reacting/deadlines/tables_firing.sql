-- Each deadline that has passed becomes a reaction, once: its position and subject are the key. Today is the
-- given day, for a simulated tenant the day of its last entry. A policy knows the deadlines set after its start.
create function fire_deadlines(p_today date) returns bigint
language sql security definer
set search_path = concord, pg_temp set enable_seqscan = on set enable_hashjoin = on as $$
    with fired as
         (insert into reaction (tenant_id, policy, position, subject, try_at, at)
          select d.tenant_id, d.policy, d.position, d.subject, clock_timestamp(), clock_timestamp()
            from head h
            join read_model m on m.tenant_id = h.tenant_id and m.name = 'deadlines'
            join deadline d on d.tenant_id = m.tenant_id and d.generation = m.generation
            left join policy_start s on s.tenant_id = d.tenant_id and s.policy = d.policy
           where d.due_on < case when h.simulated then (h.recorded_at at time zone 'Asia/Shanghai')::date
                                 else p_today end
             and d.position > coalesce(s.position, 0)
             and exists (select from policy p where p.name = d.policy)
             and not exists (select from reaction r
                              where r.tenant_id = d.tenant_id and r.policy = d.policy
                                and r.position = d.position and r.subject = d.subject)
          on conflict do nothing
          returning 1)
    select count(*) from fired
$$;

alter function fire_deadlines owner to concord_appender;

revoke all on function fire_deadlines from public;

grant execute on function fire_deadlines to concord_projector;
