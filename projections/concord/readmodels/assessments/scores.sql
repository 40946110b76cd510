-- Scores and vetoes of assessments, by organization and indicator.
select
    assessment, organization, indicator, score, cap, previous, given_at, corrections,
    array(select jsonb_array_elements_text(evidence)::bigint) as evidence, remark, measured, reviews,
    recorded_at, position
from assessment_score
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and assessment = any(:ids)
order by assessment, organization, indicator
