CREATE EXTENSION libdir_names;
SELECT extversion FROM pg_extension WHERE extname = 'libdir_names';
SELECT probin FROM pg_proc WHERE proname = 'crate_version';
SELECT crate_version();
