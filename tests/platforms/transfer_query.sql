-- The stored bytes, and what they answer.
SELECT day, md5(visitors::bytea) AS distinct_bytes, md5(seconds::bytea) AS quantile_bytes FROM visits ORDER BY day;
SELECT hll_cardinality(hll_merge(visitors)) AS visitors, quantile(quantile_merge(seconds), 0.5) AS median FROM visits;
