-- The last positions recorded before two moments; 0 if there is none.
select concord.position_at($1, $2::timestamptz - interval '1 microsecond') as before,
       concord.position_at($1, $3::timestamptz - interval '1 microsecond') as last
