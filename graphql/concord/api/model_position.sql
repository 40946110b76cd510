-- How far a read model of a tenant has come: on its own where it is parked or being caught up, else with the others.
select coalesce(
    (select position from progress where tenant_id = $1 and name = 'readmodel:' || $2),
    (select position from progress where tenant_id = $1 and name = 'readmodels'),
    0)
