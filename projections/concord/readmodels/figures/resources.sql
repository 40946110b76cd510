-- Resources on the last day and their bookings of the period, by the lists that they are on then; '' is all.
with counted as (
    select r.resource, r.shared_on <= :until and (r.withdrawn_on is null or r.withdrawn_on > :until) as shared
    from figure_resource r
    where r.tenant_id = :tenant
      and r.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and r.alliance = :alliance                                                -- if alliance
),
latest as (
    select distinct on (l.resource, l.list_code) l.resource, l.list_code, l.listed
    from figure_listing l
    where l.tenant_id = :tenant
      and l.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and l.day <= :until and l.resource in (select resource from counted)
    order by l.resource, l.list_code, l.version desc
),
part as (
    select '' as list_code, resource from counted
    union all
    select list_code, resource from latest where listed
),
booked as (
    select
        b.resource, count(*) filter (where b.requested_on between :since and :until) as bookings,
        count(*) filter (where b.used_on between :since and :until) as used,
        coalesce(sum(b.persons) filter (where b.used_on between :since and :until), 0) as persons
    from figure_booking b
    where b.tenant_id = :tenant
      and b.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and b.resource in (select resource from counted)
    group by b.resource
)
select
    list.list_code, count(*) filter (where counted.shared) as shared,
    coalesce(sum(booked.bookings), 0)::bigint as bookings, coalesce(sum(booked.used), 0)::bigint as used,
    coalesce(sum(booked.persons), 0)::bigint as persons
from (select '' as list_code union select list_code from part) as list
left join part on part.list_code = list.list_code
left join counted on counted.resource = part.resource
left join booked on booked.resource = part.resource
group by list.list_code
order by list.list_code
