/*
 * arc4random, of <stdlib.h> since 2.36, for std::random_device: Debian 12's archive of libstdc++
 * calls it. Only what links that archive gets this one.
 */
#define _GNU_SOURCE
#include "hidden.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

HIDDEN uint32_t arc4random(void)
{
	uint32_t bits;

	/* getrandom(2), of Linux 3.17; up to 256 bytes come at once, or none. */
	while (syscall(SYS_getrandom, &bits, sizeof bits, 0) != sizeof bits)
		if (errno != EINTR)
			abort();
	return bits;
}
