CREATE EXTENSION mill;
SELECT sack('rye', 1000);
SELECT ground(3);
SELECT ground(9);
SELECT stones_are_of_the_target();
SELECT stones_found();
SELECT grade();
SELECT sifted(40, 2);
SELECT mesh();
