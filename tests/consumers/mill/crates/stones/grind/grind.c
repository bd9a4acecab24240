/* What cmake has found out. */

#include "stones.h"

const char *stones_found(void) { return FOUND; }

const char *stones_processor(void) { return PROCESSOR; }

int stones_width(void) { return WIDTH; }

size_t stones_size(void) { return sizeof(struct stones_grain); }
