-- Parallel plans: workers hand their states to the leader, which combines them.
CREATE EXTENSION sketches;
CREATE TABLE measured AS SELECT x % 5000 AS k, ((x * 7919) % 100003)::float8 AS v
    FROM generate_series(1, 100002) x;
ALTER TABLE measured SET (parallel_workers = 2);
ANALYZE measured;

-- The serial answers.
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT approx_count_distinct(k) FROM measured;
CREATE TABLE serial AS SELECT approx_count_distinct(v) AS count, hll_build(v) AS hll,
    hll_build(k::text) AS texts, quantile_build(v) AS quantile FROM measured;

-- With the leader standing back, every row passes through a worker.
SET max_parallel_workers_per_gather = 2;
SET parallel_leader_participation = off;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT approx_count_distinct(k) FROM measured;
EXPLAIN (COSTS OFF) SELECT hll_build(k), quantile_build(v) FROM measured;

-- Distinct counts are the same to the last bit.
SELECT approx_count_distinct(v) = (SELECT count FROM serial) AS count_same FROM measured;
SELECT hll_build(v) = (SELECT hll FROM serial) AS hll_same FROM measured;
SELECT hll_build(k::text) = (SELECT texts FROM serial) AS texts_same FROM measured;

-- Quantiles depend on how the rows were dealt out, but no more than the sketch is exact.
SELECT quantile_count(quantile_build(v)) AS count, quantile_min(quantile_build(v)) AS min,
       quantile_max(quantile_build(v)) AS max,
       abs(quantile(quantile_build(v), 0.5) / 100003 - 0.5) < 0.005 AS median_close,
       abs(quantile(quantile_build(v), 0.999) / 100003 - 0.999) < 0.0002 AS tail_close
FROM measured;

-- Groups, of which some worker may have seen nothing.
SELECT g, hll_cardinality(hll_build(k)) AS estimate, approx_count_distinct(v) FILTER (WHERE k = 4) AS four
FROM (SELECT k % 3 AS g, k, v FROM measured) AS t GROUP BY g ORDER BY g;
SELECT approx_count_distinct(k) AS nothing, hll_build(k) IS NULL AS no_hll,
       quantile_build(v) IS NULL AS no_quantile
FROM measured WHERE v < 0;

-- Merging is parallel too.
CREATE TABLE parts AS SELECT k % 50 AS part, hll_build(v) AS hll, quantile_build(v) AS quantile
    FROM measured GROUP BY k % 50;
ALTER TABLE parts SET (parallel_workers = 2);
ANALYZE parts;
EXPLAIN (COSTS OFF) SELECT hll_merge(hll), quantile_merge(quantile) FROM parts;
SELECT hll_merge(hll) = (SELECT hll FROM serial) AS hll_same,
       quantile_count(quantile_merge(quantile)) AS count
FROM parts;

-- Workers obey the leader's settings.
SET sketches.hll_precision = 9;
SET sketches.quantile_compression = 77;
SELECT hll_precision(hll_build(v)) AS precision, quantile_compression(quantile_build(v)) AS compression
FROM measured;
RESET sketches.hll_precision;
RESET sketches.quantile_compression;

-- Everything a query may call in a worker says so.
SELECT proname, proparallel FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid
    JOIN pg_extension e ON e.oid = d.refobjid
    WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass
    AND e.extname = 'sketches' AND proparallel <> 's' ORDER BY proname;

-- An error in a worker ends the statement and nothing else.
SELECT quantile_build(CASE WHEN k = 4999 THEN 'NaN' ELSE v END) FROM measured;
SELECT approx_count_distinct(k) FROM measured;
