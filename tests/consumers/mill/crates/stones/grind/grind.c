/* What cmake has found out. */

const char *stones_found(void) { return FOUND; }

const char *stones_processor(void) { return PROCESSOR; }

int stones_width(void) { return WIDTH; }
