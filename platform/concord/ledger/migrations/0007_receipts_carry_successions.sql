-- Whoever makes a receipt puts them into it; the policies do so for the tenant above.
grant execute on function key_successions to concord_projector;
