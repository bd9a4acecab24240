CREATE EXTENSION over_names CASCADE;
SELECT extname, extversion FROM pg_extension WHERE extname LIKE '%names' ORDER BY 1;
SELECT over.crate_version(), public.crate_version();
