-- Self-reports of assessments, by organization and indicator; the last of each.
select
    assessment, organization, indicator, claimed,
    array(select jsonb_array_elements_text(evidence)::bigint) as evidence, statement, filed_on, filed_at, position
from assessment_self_report
where tenant_id = :tenant
  and generation = (select generation from read_model where tenant_id = :tenant and name = 'assessments')
  and assessment = any(:ids)
  and organization = any(:own)                                                  -- if own
order by assessment, organization, indicator
