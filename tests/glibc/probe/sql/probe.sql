CREATE EXTENSION probe;
SELECT * FROM probe_c();
SELECT probe_rust_files();
SELECT probe_rust_threads();
SELECT probe_rust_sockets();
SELECT probe_rust_processes();
SELECT probe_rust_panic();
SELECT 'alive' AS backend;
