-- Quantiles: aggregates, functions and operators of quantile_sketch.
CREATE EXTENSION sketches;

-- Few values are kept as they are.
SELECT quantile(s, 0) AS least, quantile(s, 0.5) AS median, quantile(s, 1) AS greatest,
       quantile_count(s) AS count, quantile_min(s) AS min, quantile_max(s) AS max
FROM (SELECT quantile_build(x) AS s FROM generate_series(1, 101) x) AS t;
SELECT quantile(quantile_build(x), 0.5) AS median FROM (VALUES (42.5)) AS t (x);

-- Of many, ranks are close, and closest at both ends.
CREATE TABLE latencies AS SELECT x % 10 AS host, ((x * 7919) % 100003)::float8 AS ms
    FROM generate_series(1, 100002) x;
SELECT fraction, abs(quantile(s, fraction) / 100003 - fraction) < tolerance AS quantile_is_close,
       abs(quantile_rank(s, fraction * 100003) - fraction) < tolerance AS rank_is_close
FROM (SELECT quantile_build(ms) AS s FROM latencies) AS t,
     (VALUES (0.001::float8, 0.0002::float8), (0.01, 0.001), (0.25, 0.005), (0.5, 0.005), (0.75, 0.005),
             (0.99, 0.001), (0.999, 0.0002)) AS f (fraction, tolerance);
SELECT quantile_count(s) AS count, quantile_min(s) AS min, quantile_max(s) AS max,
       quantile_rank(s, 0) AS below_all, quantile_rank(s, 100003) AS above_all
FROM (SELECT quantile_build(ms) AS s FROM latencies) AS t;

-- Several at once, in the order asked for.
SELECT quantiles(s, '{1, 0.5, 0}') AS found, quantiles(s, '{}') AS none
FROM (SELECT quantile_build(x) AS s FROM generate_series(1, 9) x) AS t;

-- NULL is no value, and no value gives no sketch.
SELECT quantile_build(x) IS NULL AS no_sketch, quantile_merge(NULL) IS NULL AS no_merge
FROM (VALUES (NULL::float8)) AS t (x);
SELECT quantile_count(quantile_build(x)) AS count FROM (VALUES (NULL), (1), (NULL), (2)) AS t (x);
SELECT quantile(NULL, 0.5) IS NULL AS no_quantile;

-- Whole numbers and numerics are taken as double precision.
SELECT quantile(quantile_build(x::smallint), 0.5) AS smallints,
       quantile(quantile_build(x::numeric), 0.5) AS numerics,
       quantile(quantile_build(x::real), 0.5) AS reals
FROM generate_series(1, 9) x;

-- Sketches merge.
CREATE TABLE by_host AS SELECT host, quantile_build(ms) AS s FROM latencies GROUP BY host;
SELECT quantile_count(quantile_merge(s)) AS count,
       quantile_min(quantile_merge(s)) AS min, quantile_max(quantile_merge(s)) AS max,
       abs(quantile(quantile_merge(s), 0.99) / 100003 - 0.99) < 0.001 AS close
FROM by_host;
SELECT quantile_count(a.s || b.s) AS count, quantile_count(quantile_union(a.s, b.s)) AS again,
       abs(quantile(a.s || b.s, 0.5) / 100003 - 0.5) < 0.01 AS close
FROM by_host a, by_host b WHERE a.host = 0 AND b.host = 1;

-- A window asks for the result of an unfinished aggregate again and again.
SELECT x, quantile(quantile_build(x) OVER (ORDER BY x), 0.5) AS running_median
FROM generate_series(1, 5) x;

-- A merge has the lower compression of the two.
SET sketches.quantile_compression = 50;
SELECT quantile_compression(quantile_build(1)) AS coarse,
       quantile_compression(quantile_build(1) || (SELECT s FROM by_host WHERE host = 0)) AS merged;
RESET sketches.quantile_compression;

-- Through the format of Apache DataSketches and back.
SELECT quantile_to_datasketches(quantile_build(x)) AS datasketches FROM (VALUES (1.5)) AS t (x);
SELECT quantile_from_datasketches(quantile_to_datasketches(s))::text = s::text AS same
FROM by_host WHERE host = 0;
