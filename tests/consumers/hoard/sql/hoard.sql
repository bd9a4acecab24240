CREATE EXTENSION hoard;
SELECT hoard_sqlite(1000);
SELECT hoard_zstd('what is kept', 100000);
SELECT hoard_threads(4, 1000);
SELECT hoard_files(10);
SELECT hoard_numbers(1000);
SELECT hoard_processes(2);
