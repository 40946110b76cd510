-- Scores and vetoes of assessments, by organization and indicator.
select
    assessment, organization, indicator, score, cap, previous, given_at, corrections,
    array(select jsonb_array_elements_text(evidence)::bigint) as evidence, remark, measured, reviews,
    recorded_at, position
from assessment_score s
where s.tenant_id = :tenant
  and s.generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and s.assessment = any(:ids)
  and (s.organization = any(:own)                                               -- if own
       or exists (select from assessment a                                      -- if own
                   where a.tenant_id = :tenant and a.generation = s.generation  -- if own
                     and a.id = s.assessment and a.status <> 'OPEN'))           -- if own
order by assessment, organization, indicator
