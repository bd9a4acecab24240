-- Bytes: a sketch is the same, byte for byte, on every architecture.
CREATE EXTENSION sketches;
CREATE TABLE sketches_of (n integer, hll hll_sketch, quantile quantile_sketch);
INSERT INTO sketches_of
    SELECT n, hll_build(x), quantile_build(x) FROM (VALUES (1), (3), (30), (100)) AS sizes (n),
    generate_series(1, n) x GROUP BY n;
INSERT INTO sketches_of
    SELECT 20000, hll_build(x), NULL FROM generate_series(1, 20000) x;

-- The text form is that of the bytes.
SELECT n, hll FROM sketches_of WHERE n <= 3 ORDER BY n;
SELECT quantile FROM sketches_of WHERE n = 1;
SELECT hll_build(x::text), hll_build(x::float8), hll_build(x::numeric)
FROM generate_series(1, 2) x \gx
SELECT n, md5(hll::text) AS hll, md5(quantile::text) AS quantile FROM sketches_of ORDER BY n;

-- What is sent is what is stored, and the header is as documented.
SELECT n, hll_sketch_send(hll) = hll::bytea AS sent_as_stored,
       substring(hll::bytea for 12) AS header, length(hll::bytea) AS length
FROM sketches_of ORDER BY n;
SELECT n, quantile_sketch_send(quantile) = quantile::bytea AS sent_as_stored,
       substring(quantile::bytea for 12) AS header, length(quantile::bytea) AS length
FROM sketches_of WHERE n < 20000 ORDER BY n;

-- Text, bytea and the binary protocol all give back what went in.
SELECT bool_and(hll::text::hll_sketch = hll) AS text, bool_and(hll::bytea::hll_sketch = hll) AS bytea
FROM sketches_of;
SELECT bool_and(quantile::text::quantile_sketch::text = quantile::text) AS text,
       bool_and(quantile::bytea::quantile_sketch::text = quantile::text) AS bytea
FROM sketches_of;
SELECT current_setting('data_directory') || '/sketches_io.copy' AS copy_file \gset
COPY sketches_of TO :'copy_file' (FORMAT binary);
CREATE TABLE received (LIKE sketches_of);
COPY received FROM :'copy_file' (FORMAT binary);
SELECT count(*) AS same FROM sketches_of s JOIN received r
    ON (s.n, s.hll::bytea) = (r.n, r.hll::bytea) AND s.quantile::bytea IS NOT DISTINCT FROM r.quantile::bytea;
COPY sketches_of TO :'copy_file';
TRUNCATE received;
COPY received FROM :'copy_file';
SELECT count(*) AS same FROM sketches_of s JOIN received r
    ON (s.n, s.hll::bytea) = (r.n, r.hll::bytea) AND s.quantile::bytea IS NOT DISTINCT FROM r.quantile::bytea;

-- Digits may be upper case; what is printed is lower case.
SELECT replace(upper(hll::text), 'X', 'x')::hll_sketch = hll AS same FROM sketches_of WHERE n = 3;

-- Text that is no sketch.
SELECT ''::hll_sketch;
\echo :LAST_ERROR_SQLSTATE
SELECT 'SKCH'::hll_sketch;
SELECT '\x534'::hll_sketch;
SELECT '\x53z4'::hll_sketch;
SELECT '\x534b4348'::hll_sketch;
SELECT '\x000000000000000000000000'::hll_sketch;
SELECT '\x534b43480201000000000000'::hll_sketch;
SELECT '\x534b43480101020000000000'::hll_sketch;
SELECT '\x534b43480101000005000000'::hll_sketch;
SELECT '\x534b43480101000000000000'::hll_sketch;
SELECT '\x534b4348010101000500000000'::hll_sketch;
SELECT ''::quantile_sketch;
SELECT hll::text::quantile_sketch FROM sketches_of WHERE n = 3;
SELECT quantile::text::hll_sketch FROM sketches_of WHERE n = 3;

-- A header that declares 4 GB costs nothing.
SELECT '\x534b434801010100ffffffff28b52ffd'::hll_sketch;

-- Bytes that are no sketch.
SELECT '\x00'::bytea::hll_sketch;
\echo :LAST_ERROR_SQLSTATE
SELECT '\x00'::bytea::quantile_sketch;
SELECT hll_from_datasketches('\x');
SELECT hll_from_datasketches('\x02010711030c0008');
SELECT hll_from_datasketches('\x02010703030c0008');
SELECT hll_from_datasketches('\x0a01070c03080000');
SELECT quantile_from_datasketches('\x0101140a00');
SELECT quantile_from_datasketches('\x0000000100000000');
SELECT quantile_from_datasketches('\x0101140900010000');
SELECT quantile_from_datasketches('\x010114d107010000');
SELECT quantile_from_datasketches('\x010114c800060000000000000000f07f');
COPY (SELECT 1, '\x534b4348'::bytea, NULL) TO :'copy_file' (FORMAT binary);
COPY received FROM :'copy_file' (FORMAT binary);
\echo :LAST_ERROR_SQLSTATE

-- Valid content in another order than the canonical one is refused as stored
-- form, since equal sketches would differ, and accepted from DataSketches.
SELECT hll_to_datasketches(hll) AS canonical FROM sketches_of WHERE n = 3;
SELECT hll_from_datasketches('\x0201070c03080308758166072bf2fb06862ff90d') = hll AS same
FROM sketches_of WHERE n = 3;
SELECT '\x534b434801010000140000000201070c03080308758166072bf2fb06862ff90d'::hll_sketch;
