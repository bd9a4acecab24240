CREATE EXTENSION pulse;
SELECT extversion FROM pg_extension WHERE extname = 'pulse';
SHOW shared_preload_libraries;
SELECT pulse_beats_within(30000);
SELECT pulse_mark(1);
SELECT pulse_mark(2);
-- Another session sees it.
\c
SELECT pulse_last_mark();
SELECT pulse_mark(-1);
SELECT pulse_on_linux();
