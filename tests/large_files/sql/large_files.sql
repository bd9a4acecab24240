CREATE EXTENSION large_files;
SELECT size, server, library
FROM unnest(ARRAY[12345, 2147483647, 2147483648, 3221225477, 8589934592]::bigint[]) AS size, resized(size);
