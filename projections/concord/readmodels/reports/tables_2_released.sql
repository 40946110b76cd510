-- When an accepted report's figures were released to the tenant above.
alter table report add column released_on date;
