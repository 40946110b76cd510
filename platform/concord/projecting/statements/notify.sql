select pg_notify('concord_projected', $1)
