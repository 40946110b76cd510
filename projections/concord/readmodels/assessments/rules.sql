-- The indicators and star thresholds that assessments follow.
select assessment, indicators, stars
from assessment_rules
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and assessment = any(:ids)
