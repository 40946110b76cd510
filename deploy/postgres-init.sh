#!/bin/sh
# Runs once, when the container's data folder is empty: roles, database, schema, passwords.
set -eu

run() { psql --no-psqlrc -v ON_ERROR_STOP=1 -U postgres "$@"; }

run -d postgres -f /etc/concord/roles.sql
run -d postgres -c 'create database concord owner concord_owner'
run -d concord -f /etc/concord/database.sql

while read -r role password; do
    echo "alter role :\"role\" password :'password';" |
        run -d postgres -v role="$role" -v password="$password"
done </run/secrets/roles
