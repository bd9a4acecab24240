CREATE TABLE series (at bigint NOT NULL, value float8);
