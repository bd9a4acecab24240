/*
 * What <time.h> calls since 2.34 where a time_t of 64 bits was asked for on a CPU of 32, as some
 * of Debian are: of it what PostgreSQL's own headers use (portability/instr_time.h).
 */
#include "hidden.h"

#if __SIZEOF_POINTER__ == 4
struct timespec_of_32_bits {
	long seconds;
	long nanoseconds;
};

/* <bits/types/struct_timespec.h>: on a little-endian CPU the padding comes last. */
struct timespec_of_64_bits {
	long long seconds;
	long nanoseconds;
	int padding;
};

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "padding comes before the nanoseconds");

int clock_gettime(int clock, struct timespec_of_32_bits *now);

HIDDEN int __clock_gettime64(int clock, struct timespec_of_64_bits *now)
{
	struct timespec_of_32_bits read;
	int result = clock_gettime(clock, &read);

	if (result == 0) {
		now->seconds = read.seconds;
		now->nanoseconds = read.nanoseconds;
	}
	return result;
}
#endif
