-- SQLite
SELECT hoard_sqlite(50000);
-- zstd
SELECT hoard_zstd('what is kept', 2000000);
-- threads
SELECT hoard_threads(500, 1);
-- files
SELECT hoard_files(5000);
-- numbers
SELECT hoard_numbers(2000000);
-- processes
SELECT hoard_processes(200);
