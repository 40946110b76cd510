-- What was received for a period adds up to: by definition, the newest first, the sum of each figure and part.
with received as (
    select child, definition, figures
    from child_figures
    where tenant_id = :tenant
      and generation = (select generation from read_model where tenant_id = :tenant and name = 'children')
      and period = :period
), added as (
    select received.definition, one.code, one.of, sum(one.value) as value
    from received, jsonb_to_recordset(received.figures) as one (code text, of text, value numeric)
    group by received.definition, one.code, one.of
    having count(one.value) > 0
)
select
    definition, count(distinct child) as children, count(*) as reports,
    (
        select coalesce(jsonb_agg(jsonb_build_object('code', code, 'of', of, 'value', value::text)), '[]')
        from added
        where added.definition = received.definition
    ) as sums
from received
group by definition
order by definition desc
