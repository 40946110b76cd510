-- Alliance and member of each group that somebody leads, in person or as one of the organization that does; one
-- row without a member for a group that has none.
select g.alliance, m.organization
from alliance_group g
left join group_member m on m.tenant_id = :tenant and m.generation = g.generation
    and m.alliance = g.alliance and m.group_id = g.id
where g.tenant_id = :tenant
  and g.generation = (select generation from read_model where tenant_id = :tenant and name = 'groups')
  and g.dissolved_on is null
  and exists (select from group_leader l
               where l.tenant_id = :tenant and l.generation = g.generation and l.group_id = g.id
                 and (l.subject::text = :subject
                      or l.organization = :organization
                         and exists (select from alliance_member a
                                      where a.tenant_id = :tenant and a.alliance = g.alliance
                                        and a.organization = :organization and a.left_on is null
                                        and a.generation = (select generation from read_model
                                                             where tenant_id = :tenant and name = 'alliances'))))
