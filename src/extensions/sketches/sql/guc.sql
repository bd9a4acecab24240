-- Configuration parameters.
CREATE EXTENSION sketches;
SHOW sketches.hll_precision;
SHOW sketches.quantile_compression;
SELECT name, setting, vartype, context, min_val, max_val, boot_val FROM pg_settings
    WHERE name LIKE 'sketches.%' ORDER BY name;

-- They say how fine a new sketch is.
SET sketches.hll_precision = 4;
SELECT hll_precision(hll_empty()) AS empty, hll_precision(hll_build(1)) AS built;
SET sketches.hll_precision = 16;
SELECT hll_precision(hll_build(x)) AS precision, hll_cardinality(hll_build(x)) AS estimate,
       abs(hll_cardinality(hll_build(x)) - 50000) < 3 * 0.0041 * 50000 AS within_three_errors
FROM generate_series(1, 50000) x;
SET sketches.quantile_compression = 2000;
SELECT quantile_compression(quantile_build(x)) AS compression FROM generate_series(1, 50000) x;

-- A sketch keeps its own fineness.
CREATE TABLE kept AS SELECT hll_build(1) AS hll, quantile_build(1) AS quantile;
RESET sketches.hll_precision;
RESET sketches.quantile_compression;
SELECT hll_precision(hll), hll_precision(hll_add(hll, 2)) AS added,
       quantile_compression(quantile), quantile_compression(quantile || quantile) AS merged FROM kept;

-- A transaction or a function may have its own.
BEGIN;
SET LOCAL sketches.hll_precision = 6;
SELECT hll_precision(hll_empty());
COMMIT;
SELECT hll_precision(hll_empty());
CREATE FUNCTION coarse() RETURNS hll_sketch LANGUAGE sql SET sketches.hll_precision = 5
    AS 'SELECT hll_empty()';
SELECT hll_precision(coarse()) AS coarse, hll_precision(hll_empty()) AS own;

-- Out of range, of another type, or misspelt.
SET sketches.hll_precision = 3;
\echo :LAST_ERROR_SQLSTATE
SET sketches.hll_precision = 17;
SET sketches.hll_precision = 'high';
SET sketches.quantile_compression = 9;
SET sketches.quantile_compression = 2001;
SET sketches.hll_precison = 12;
SHOW sketches.hll_precision;

-- What the library was built for is what the server is.
SELECT version, endianness IN ('little', 'big') AS endianness_known,
       pointer_width IN (32, 64) AS width_known, zstd_version,
       postgres_major = current_setting('server_version_num')::integer / 10000 AS right_server
FROM sketches_build_info();
SELECT version = (SELECT extversion FROM pg_extension WHERE extname = 'sketches') AS right_version
FROM sketches_build_info();
