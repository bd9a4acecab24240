-- $1 and 'quotes' stay as they are; so does a trailing comment.
CREATE VIEW greetings AS SELECT hello(entry) AS greeting FROM journal; -- one a line
