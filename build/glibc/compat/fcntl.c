/* What <fcntl.h> calls with 64-bit offsets, since 2.28; before, all went to fcntl. */
#include "hidden.h"

#include <stdarg.h>

int fcntl(int file, int command, ...);

HIDDEN int fcntl64(int file, int command, ...)
{
	va_list arguments;
	void *argument;

	va_start(arguments, command);
	argument = va_arg(arguments, void *);
	va_end(arguments);
	return fcntl(file, command, argument);
}
