CREATE EXTENSION cpu_level;
SELECT rust_level(), level_of_c();
