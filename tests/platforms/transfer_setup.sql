-- Sketches of both kinds, as columns, so that a dump carries their text form.
CREATE EXTENSION sketches;
CREATE TABLE visits (day date PRIMARY KEY, visitors hll_sketch, seconds quantile_sketch);
INSERT INTO visits
    SELECT '2024-05-01'::date + d, hll_build(d * 1000 + v), quantile_build(v::double precision)
    FROM generate_series(0, 6) d, generate_series(1, 2000) v
    GROUP BY d;
