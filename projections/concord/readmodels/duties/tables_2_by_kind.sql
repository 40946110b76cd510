-- The last sign of life of an alliance, and the deeds of a list of things to do, without sorting all of them.
create index duty_deed_by_day on duty_deed (tenant_id, generation, alliance, kind, happened_on desc, position desc);

-- Which alliances an organization ever joined.
create index duty_deed_joined on duty_deed (tenant_id, generation, organization, alliance) where kind = 'JOIN';
