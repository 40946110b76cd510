-- Objections to the results of assessments, in the order in which they were raised.
select
    assessment, objection, organization, indicator, status, statement,
    array(select jsonb_array_elements_text(evidence)::bigint) as evidence, raised_on, raised_position, previous, score,
    reason, array(select jsonb_array_elements_text(decision_evidence)::bigint) as decision_evidence, decided_on,
    position
from assessment_objection
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and assessment = any(:ids)
  and organization = any(:own)                                                  -- if own
order by assessment, objection
