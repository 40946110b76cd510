-- The last meeting, activity and ticket of alliances by a day: one step down the index for each.
select
    d.alliance, d.position, d.kind, d.happened_on, d.recorded_on, d.code, d.form, d.title, d.organization,
    d.reference, d.starts_on, d.ends_on, d.organizations
from unnest(:ids::uuid[]) as a (alliance)
cross join unnest(:kinds::text[]) as k (kind)
cross join lateral (
    select *
    from duty_deed
    where tenant_id = :tenant
      and generation = (select generation from read_model where tenant_id = :tenant and name = 'duties')
      and alliance = a.alliance
      and kind = k.kind
      and happened_on <= :on
    order by happened_on desc, position desc
    limit 1
) as d
order by d.alliance, d.position
