CREATE EXTENSION nearest CASCADE;
SELECT extname FROM pg_extension WHERE extname IN ('nearest', 'vector') ORDER BY 1;
INSERT INTO nearest_points SELECT format('p%s', n), format('[%s, %s]', n, n * n)::vector FROM generate_series(1, 100) AS n;
CREATE INDEX ON nearest_points USING ivfflat (place vector_l2_ops) WITH (lists = 1);
SELECT nearest('[9, 80]');
SELECT above_step(-7, 5);
-- It needs a library that PostgreSQL doesn't.
CREATE EXTENSION pgmp;
SELECT '2'::mpz ^ 100;
