-- What was put to the vote of meetings, in order.
select meeting, id, kind, subject, title, text, result, votes_for, votes_against, abstentions, voters, reported, completed,
       position
from meeting_motion
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'meetings')
  and meeting = any(:ids)
order by meeting, number
