-- Installing, moving and removing the extension.

-- It is trusted: whoever may create in the database may install it.
CREATE ROLE sketches_install_owner;
DO $$ BEGIN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO sketches_install_owner', current_database());
END $$;
SET ROLE sketches_install_owner;
CREATE SCHEMA counting;
CREATE EXTENSION sketches SCHEMA counting;
SELECT extversion, extrelocatable, extnamespace::regnamespace FROM pg_extension WHERE extname = 'sketches';
SELECT counting.approx_count_distinct(x) FROM generate_series(1, 3) x;

-- Its functions find each other wherever they are; its objects belong to the superuser.
RESET ROLE;
ALTER EXTENSION sketches SET SCHEMA public;
SET ROLE sketches_install_owner;
SELECT approx_count_distinct(x) FROM generate_series(1, 3) x;

-- What is in it. Array types are left out: PostgreSQL 17 began to list them.
SELECT object FROM pg_depend, pg_describe_object(classid, objid, objsubid) AS object
WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
    AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'sketches')
    AND object NOT LIKE '%[]'
ORDER BY object COLLATE "C";

-- What depends on it goes with it, and it leaves nothing behind.
CREATE TEMPORARY TABLE kept AS SELECT 1 AS id, hll_build(1) AS sketch;
DROP EXTENSION sketches;
DROP EXTENSION sketches CASCADE;
SELECT attname FROM pg_attribute WHERE attrelid = 'kept'::regclass AND attnum > 0 AND NOT attisdropped;
SELECT count(*) AS left_behind FROM pg_proc WHERE probin LIKE '%sketches';

-- And it can come back.
CREATE EXTENSION sketches;
SELECT approx_count_distinct(x) FROM generate_series(1, 3) x;

RESET ROLE;
DROP OWNED BY sketches_install_owner CASCADE;
DROP ROLE sketches_install_owner;
