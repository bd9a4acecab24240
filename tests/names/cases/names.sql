SELECT name, default_version, comment FROM pg_available_extensions WHERE name = 'names';
SELECT version, relocatable FROM pg_available_extension_versions WHERE name = 'names' ORDER BY version;
SELECT source, target, path FROM pg_extension_update_paths('names') WHERE path IS NOT NULL ORDER BY 1, 2;
CREATE EXTENSION names;
SELECT extversion FROM pg_extension WHERE extname = 'names';
SELECT probin FROM pg_proc WHERE proname = 'crate_version';
SELECT crate_version();
ALTER EXTENSION names UPDATE TO '1.3';
SELECT since_1_3();
