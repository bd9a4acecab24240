-- Errors: each has its SQLSTATE, says what to do, and leaves the session alive.
CREATE EXTENSION sketches;

-- Sketches of different precision do not merge.
SELECT hll_empty(12) || hll_empty(10);
\echo :LAST_ERROR_SQLSTATE
SELECT hll_union(hll_empty(5), hll_empty(6));
SELECT hll_merge(s) FROM (VALUES (hll_empty(11)), (hll_empty(13))) AS t (s);
-- The remedy that the hint names.
SELECT hll_cardinality(hll_downsample(hll_add(hll_empty(12), 1), 10) || hll_add(hll_empty(10), 2)) AS two;

-- Parameters out of range.
SELECT hll_empty(3);
\echo :LAST_ERROR_SQLSTATE
SELECT hll_empty(17);
SELECT hll_downsample(hll_empty(10), 12);
SELECT hll_downsample(hll_empty(10), -1);
SELECT * FROM hll_bounds(hll_empty(), 4);
SELECT quantile(quantile_build(1), 1.5);
\echo :LAST_ERROR_SQLSTATE
SELECT quantile(quantile_build(1), 'NaN');
SELECT quantiles(quantile_build(1), '{0.5, NULL}');
\echo :LAST_ERROR_SQLSTATE
SELECT quantile_rank(quantile_build(1), 'NaN');

-- Values that cannot be taken.
SELECT approx_count_distinct(x) FROM (VALUES ('{}'::json)) AS t (x);
\echo :LAST_ERROR_SQLSTATE
SELECT hll_add(hll_empty(), point(1, 2));
SELECT hll_build(ARRAY[x]) FROM generate_series(1, 3) x;
SELECT quantile_build(x) FROM (VALUES ('Infinity'::float8)) AS t (x);
\echo :LAST_ERROR_SQLSTATE
SELECT quantile_build(x) FROM (VALUES ('NaN'::float8)) AS t (x);

-- A defect in the library would be an error, not a crash.
SELECT sketches_self_test_panic();
\echo :LAST_ERROR_SQLSTATE
SELECT sketches_self_test_panic('with a message of its own');
SELECT sketches_self_test_panic() FROM generate_series(1, 3);

-- Such an error can be caught.
DO $$
BEGIN
    PERFORM sketches_self_test_panic('inside PL/pgSQL');
EXCEPTION WHEN internal_error THEN
    RAISE NOTICE 'caught: %', SQLERRM;
END $$;
DO $$
BEGIN
    PERFORM 'nonsense'::hll_sketch;
EXCEPTION WHEN invalid_text_representation THEN
    RAISE NOTICE 'caught: %', SQLERRM;
END $$;

-- A savepoint survives it.
BEGIN;
SELECT approx_count_distinct(x) FROM generate_series(1, 3) x;
SAVEPOINT before;
SELECT sketches_self_test_panic();
ROLLBACK TO before;
SELECT approx_count_distinct(x) FROM generate_series(1, 4) x;
COMMIT;

-- Errors cross between Rust and C in every direction.
SELECT * FROM sketches_self_test();

-- And the session is still the same.
SELECT approx_count_distinct(x) FROM generate_series(1, 5) x;
