#!/bin/sh
# Run once by the postgres image, on an empty volume: the roles of the application.
# Values go in through a session's settings, so that no password stands on a command line.
set -eu

{
    for role in owner web worker; do
        printf "SELECT set_config('repatriation.%s_password', '%s', false) \\\\g /dev/null\n" \
            "$role" "$(cat "/run/secrets/${role}_password")"
    done
    cat /roles.sql
} | psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB"
