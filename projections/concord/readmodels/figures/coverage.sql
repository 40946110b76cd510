-- Coverage on a day: by kind of alliance, by area, and altogether; an organization counts once in each.
with being as (
    select a.alliance, a.kind
    from figure_alliance a
    where a.tenant_id = :tenant
      and a.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and a.approved_on <= :until and (a.dissolved_on is null or a.dissolved_on > :until)
      and a.alliance = :alliance                                                -- if alliance
),
member as (
    select distinct being.kind, s.organization
    from figure_stay s
    join being on being.alliance = s.alliance
    where s.tenant_id = :tenant
      and s.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and s.joined_on <= :until and (s.left_on is null or s.left_on > :until)
),
profile as (
    -- The last that was so on the day; of one registered later, its first.
    select distinct on (p.organization)
        p.organization, p.party_form, p.party_members, p.affiliated_enterprises, p.area
    from figure_profile p
    where p.tenant_id = :tenant
      and p.generation = (select generation from read_model where tenant_id = :tenant and name = 'figures')
      and p.organization in (select organization from member)
    order by p.organization, p.valid_from <= :until desc,
        case when p.valid_from <= :until then p.version else -p.version end desc
),
part as (
    select 'kind' as dimension, kind as part, organization from member
    union
    select 'kind', '', organization from member
    union
    select 'area', area, organization from profile where area <> ''
),
alliances as (
    select kind as part, count(*) as alliances from being group by kind
    union all
    select '', count(*) from being
)
select
    parts.dimension, parts.part, coalesce(max(alliances.alliances), 0) as alliances,
    count(profile.organization) as organizations,
    count(profile.organization) filter (where profile.party_form <> 'NONE') as party_organizations,
    count(profile.organization) filter (where profile.party_form = 'NONE') as without_party_organization,
    coalesce(sum(profile.party_members), 0) as party_members,
    coalesce(sum(profile.affiliated_enterprises), 0) as affiliated_enterprises
from (select dimension, part from part union select 'kind', part from alliances) as parts
left join part on part.dimension = parts.dimension and part.part = parts.part
left join profile on profile.organization = part.organization
left join alliances on parts.dimension = 'kind' and alliances.part = parts.part
group by parts.dimension, parts.part
order by parts.dimension, parts.part
