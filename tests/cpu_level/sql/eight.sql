CREATE EXTENSION cpu_level;
SELECT eight();
