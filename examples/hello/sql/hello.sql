CREATE EXTENSION hello;
SELECT hello('world');
