-- Distinct counts: aggregates, functions and operators of hll_sketch.
CREATE EXTENSION sketches;

-- Few values are counted exactly.
SELECT approx_count_distinct(x % 100) FROM generate_series(1, 10000) x;

-- Many are counted with a standard error of 1.04 / sqrt(2^12) = 1.6 %.
SELECT n, approx_count_distinct(x) AS estimate,
       abs(approx_count_distinct(x) - n) <= 3 * 0.01625 * n AS within_three_errors
FROM (VALUES (1000), (20000), (100000)) AS sizes (n), generate_series(1, n) x
GROUP BY n ORDER BY n;

-- NULL is no value, and no value gives no sketch.
SELECT approx_count_distinct(x) AS count, hll_build(x) IS NULL AS no_sketch,
       hll_merge(NULL::hll_sketch) IS NULL AS no_merge
FROM (VALUES (NULL::int), (NULL)) AS t (x);
SELECT approx_count_distinct(x) AS count FROM (VALUES (NULL), (1), (NULL), (2)) AS t (x);
SELECT hll_cardinality(hll_empty()) AS empty, hll_precision(hll_empty()) AS precision;

-- Equal values count once, whatever their type.
SELECT hll_build(7::smallint) = hll_build(7) AS smallint, hll_build(7::bigint) = hll_build(7) AS bigint,
       hll_build('ab'::varchar) = hll_build('ab'::text) AS varchar,
       hll_build('ab'::char(5)) = hll_build('ab'::text) AS char,
       hll_build('ab'::name) = hll_build('ab'::text) AS name;
SELECT approx_count_distinct(x) AS zeros FROM (VALUES (0.0::float8), ('-0'::float8)) AS t (x);
SELECT approx_count_distinct(x) AS floats FROM (VALUES
    ('NaN'::float8), ('NaN'), ('Infinity'), ('-Infinity'), (1), (1.5)) AS t (x);
SELECT hll_build(1.5::real) = hll_build(1.5::double precision) AS same;
SELECT approx_count_distinct(x) AS numerics FROM (VALUES
    (1.5::numeric), (1.50), (1.500), (10), (100), (1), ('NaN')) AS t (x);
SELECT approx_count_distinct(x) AS booleans FROM (VALUES (true), (false), (true)) AS t (x);
SELECT approx_count_distinct(x) AS bytes FROM (VALUES ('\x00'::bytea), ('\x0000'), ('')) AS t (x);
SELECT approx_count_distinct(d) AS dates, approx_count_distinct(d::timestamp) AS timestamps,
       approx_count_distinct(d::timestamp::time) AS times
FROM generate_series('2024-01-01'::timestamp, '2024-01-31', '12 hours') AS g (t), date(t) AS d;
SELECT approx_count_distinct(x) AS uuids FROM (VALUES
    ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid), ('A0EEBC999C0B4EF8BB6D6BB9BD380A11'),
    ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12')) AS t (x);
CREATE DOMAIN percentage AS integer CHECK (VALUE BETWEEN 0 AND 100);
SELECT hll_build(7::percentage) = hll_build(7) AS same;

-- A sketch depends on nothing but the set of values.
SELECT hll_build(x ORDER BY x) = hll_build(x ORDER BY x DESC) AS same,
       hll_build(x) = (SELECT hll_build(y) FROM generate_series(1, 5000) y) AS repeated
FROM (SELECT x FROM generate_series(1, 5000) x, generate_series(1, 2)) AS t;

-- Sketches merge as sets do.
CREATE TABLE visits (day date, visitor bigint);
INSERT INTO visits
    SELECT '2024-05-01'::date + d, d * 1000 + v FROM generate_series(0, 6) d, generate_series(1, 2000) v;
CREATE TABLE daily AS SELECT day, hll_build(visitor) AS visitors FROM visits GROUP BY day;
SELECT day, hll_cardinality(visitors) FROM daily ORDER BY day;
SELECT hll_cardinality(hll_merge(visitors)) AS merged,
       hll_merge(visitors) = (SELECT hll_build(visitor) FROM visits) AS as_from_the_rows
FROM daily;
SELECT hll_cardinality(a.visitors || b.visitors) AS either,
       hll_cardinality(a.visitors) + hll_cardinality(b.visitors)
           - hll_cardinality(hll_union(a.visitors, b.visitors)) AS both
FROM daily a, daily b WHERE a.day = '2024-05-01' AND b.day = '2024-05-02';
SELECT a.visitors || b.visitors = b.visitors || a.visitors AS commutes,
       a.visitors || a.visitors = a.visitors AS repeats, a.visitors <> b.visitors AS differs,
       a.visitors || hll_empty() = a.visitors AS neutral
FROM daily a, daily b WHERE a.day = '2024-05-01' AND b.day = '2024-05-02';

SELECT count(*) AS groups FROM (SELECT visitors FROM daily UNION SELECT visitors FROM daily) AS t;
SELECT day FROM daily GROUP BY visitors, day HAVING visitors = (SELECT visitors FROM daily WHERE day = '2024-05-03');

-- A window asks for the result of an unfinished aggregate again and again.
SELECT day, hll_cardinality(hll_merge(visitors) OVER (ORDER BY day)) AS so_far FROM daily ORDER BY day;

-- One value at a time.
SELECT hll_cardinality(hll_add(hll_add(hll_add(hll_empty(), 1), 2), 2)) AS two,
       hll_add(hll_empty(), 'x'::text) = hll_build('x'::text) AS same;

-- Bounds.
SELECT std_devs, round(lower_bound::numeric, 1) AS lower_bound,
       round(upper_bound::numeric, 1) AS upper_bound
FROM daily, generate_series(1, 3) AS std_devs, hll_bounds(visitors, std_devs)
WHERE day = '2024-05-01' ORDER BY std_devs;
SELECT lower_bound <= 14000 AND 14000 <= upper_bound AS enclosed
FROM hll_bounds((SELECT hll_build(x) FROM generate_series(1, 14000) x));

-- Precision.
SELECT hll_precision(hll_downsample(visitors, 8)) AS precision,
       hll_cardinality(hll_downsample(visitors, 8)) AS estimate
FROM daily WHERE day = '2024-05-01';
SELECT hll_downsample(visitors, 12) = visitors AS same FROM daily WHERE day = '2024-05-01';

-- Through the format of Apache DataSketches and back.
SELECT hll_to_datasketches(hll_build(x)) FROM generate_series(1, 3) x;
SELECT hll_from_datasketches(hll_to_datasketches(visitors)) = visitors AS same
FROM daily WHERE day = '2024-05-01';
