-- Standings of assessments, best first; before the results are final, by organization.
select assessment, organization, score, bonus, deduction, cap, total, rank, stars, position
from assessment_standing
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and assessment = any(:ids)
order by assessment, rank nulls last, organization
