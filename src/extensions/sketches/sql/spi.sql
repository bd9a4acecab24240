-- approx_column_distinct: a query built and run by the extension.
CREATE EXTENSION sketches;
CREATE TABLE orders (id integer, customer text, "Strange ""Column""" integer);
INSERT INTO orders SELECT x, 'c' || x % 10, x % 7 FROM generate_series(1, 100) x;

SELECT approx_column_distinct('orders', 'id') AS id,
       approx_column_distinct('orders', 'customer') AS customer,
       approx_column_distinct('orders', 'Strange "Column"') AS strange;

-- Over every column of a table.
SELECT attname, approx_column_distinct(attrelid, attname) AS estimate
FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attnum > 0 ORDER BY attnum;

-- Names that need quoting, and would do harm without.
CREATE SCHEMA "My Schema";
CREATE TABLE "My Schema"."select * from" ("x; DROP TABLE orders" integer);
INSERT INTO "My Schema"."select * from" VALUES (1), (2), (2);
SELECT approx_column_distinct('"My Schema"."select * from"', 'x; DROP TABLE orders') AS two;
SELECT count(*) FROM orders;

-- NULL in, NULL out; an empty table has nothing.
SELECT approx_column_distinct(NULL, 'id') IS NULL AS no_table,
       approx_column_distinct('orders', NULL) IS NULL AS no_column;
CREATE TABLE empty (x integer);
SELECT approx_column_distinct('empty', 'x') AS nothing;

-- Views and partitions will do.
CREATE VIEW recent AS SELECT customer FROM orders WHERE id > 95;
SELECT approx_column_distinct('recent', 'customer') AS five;

-- It sees what the statement sees.
BEGIN;
INSERT INTO orders VALUES (1000, 'new', 1);
SELECT approx_column_distinct('orders', 'customer') AS with_new;
ROLLBACK;
SELECT approx_column_distinct('orders', 'customer') AS without_new;

-- Errors.
SELECT approx_column_distinct('orders', 'missing');
\echo :LAST_ERROR_SQLSTATE
SELECT approx_column_distinct('missing', 'id');
SELECT approx_column_distinct(0, 'id');
CREATE TABLE points AS SELECT point(1, 2) AS p;
SELECT approx_column_distinct('points', 'p');

-- The rights are those of the caller.
CREATE ROLE sketches_spi_reader;
SET ROLE sketches_spi_reader;
SELECT approx_column_distinct('orders', 'id');
\echo :LAST_ERROR_SQLSTATE
RESET ROLE;
GRANT SELECT (customer) ON orders TO sketches_spi_reader;
SET ROLE sketches_spi_reader;
SELECT approx_column_distinct('orders', 'customer') AS allowed;
SELECT approx_column_distinct('orders', 'id');
RESET ROLE;
REVOKE ALL ON orders FROM sketches_spi_reader;
DROP ROLE sketches_spi_reader;

-- The extension finds itself wherever it is, even off the search path.
CREATE SCHEMA elsewhere;
ALTER EXTENSION sketches SET SCHEMA elsewhere;
SET search_path = pg_catalog;
SELECT elsewhere.approx_column_distinct('public.orders', 'customer') AS ten;
