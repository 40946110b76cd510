#!/bin/sh
# Passwords for deploy/compose.yaml, each random, in deploy/secrets (never committed). Run once, as root:
# `passwords` must belong to the container's user (10001), or it is ignored for being readable by others.
set -eu
cd "$(dirname "$0")"

umask 077
mkdir secrets
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

random >secrets/superuser
for role in concord_owner concord_app concord_projector concord_sealer concord_replayer; do
    password=$(random)
    echo "postgres:5432:concord:$role:$password" >>secrets/passwords  # a PGPASSFILE
    echo "$role $password" >>secrets/roles  # for postgres-init.sh
done
chmod 444 secrets/superuser secrets/roles
chmod 711 secrets
chown 10001 secrets/passwords
