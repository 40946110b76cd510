-- How many resources an alliance shares on each of its lists, and how they are used; on no list: null.
select
    l.list_code, max(l.list_name) as list_name, count(*) as resources, count(distinct r.owner) as owners,
    coalesce(sum(r.requested), 0) as requested, coalesce(sum(r.used), 0) as used,
    coalesce(sum(r.persons), 0) as persons, coalesce(sum(r.ratings), 0) as ratings,
    coalesce(sum(r.stars), 0) as stars
from resource r
left join resource_listing l
  on l.tenant_id = r.tenant_id and l.generation = r.generation and l.resource = r.id
where r.tenant_id = :tenant
  and r.generation = (select generation from read_model where tenant_id = :tenant and name = 'resources')
  and r.alliance = :alliance
  and r.withdrawn_on is null
group by l.list_code
order by l.list_code nulls last
