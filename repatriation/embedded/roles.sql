-- The roles of the application. An administrator runs this file, connected to the application's
-- database; it may be run again. The passwords come as settings of the session
-- (repatriation.owner_password and so on), so that psql and any driver can run the same file.
--
-- repatriation_owner   migrates, owns every table; no other process logs in as it
-- repatriation_app     what the application may do; owns nothing, logs in nowhere
-- repatriation_web     the login of the web processes, in repatriation_app
-- repatriation_worker  the login of the workers, in repatriation_app, with more time for a statement

DO $$
DECLARE
    login text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'repatriation_app') THEN
        CREATE ROLE repatriation_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    FOREACH login IN ARRAY ARRAY['owner', 'web', 'worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'repatriation_' || login) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS',
                           'repatriation_' || login);
        END IF;
        EXECUTE format('ALTER ROLE %I PASSWORD %L', 'repatriation_' || login,
                       current_setting('repatriation.' || login || '_password'));
    END LOOP;
    EXECUTE format('ALTER DATABASE %I OWNER TO repatriation_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO repatriation_app', current_database());
END $$;

GRANT repatriation_app TO repatriation_web, repatriation_worker;

-- Settings bind to the role that logs in: on repatriation_app they would do nothing.
ALTER ROLE repatriation_web SET statement_timeout = '30s';
ALTER ROLE repatriation_web SET lock_timeout = '10s';
ALTER ROLE repatriation_web SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE repatriation_worker SET statement_timeout = '10min';
ALTER ROLE repatriation_worker SET lock_timeout = '10s';
ALTER ROLE repatriation_worker SET idle_in_transaction_session_timeout = '60s';
