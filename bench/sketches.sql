-- count distinct integers
SELECT approx_count_distinct(x) FROM generate_series(1, 500000) x;
-- count distinct texts
SELECT approx_count_distinct(x::text) FROM generate_series(1, 300000) x;
-- quantiles
SELECT quantile(quantile_build(x::float8), 0.99) FROM generate_series(1, 300000) x;
-- serialise and merge
SELECT hll_cardinality(hll_merge(s)) FROM (SELECT hll_build(x) AS s FROM generate_series(1, 200000) x GROUP BY x % 2000) t;
