/* As numbers.c, for <stdio.h> and <wchar.h>: in terms of what C99 programs call. */
#include "hidden.h"

#include <stdarg.h>
#include <stddef.h>

/* FILE of <stdio.h>. */
struct file_of_libc;

/* A function with a va_list, and the one with arguments: of `source`, with or without it. */
#define SCANNER(name, letter, parameter, argument)                                        \
	int __isoc99_v##name(parameter const letter *format, va_list arguments);          \
	HIDDEN int __isoc23_v##name(parameter const letter *format, va_list arguments)    \
	{                                                                                 \
		return __isoc99_v##name(argument format, arguments);                      \
	}                                                                                 \
	HIDDEN int __isoc23_##name(parameter const letter *format, ...)                   \
	{                                                                                 \
		va_list arguments;                                                        \
		int read;                                                                 \
                                                                                          \
		va_start(arguments, format);                                              \
		read = __isoc99_v##name(argument format, arguments);                      \
		va_end(arguments);                                                        \
		return read;                                                              \
	}

#define COMMA ,
#define NONE

SCANNER(scanf, char, NONE, NONE)
SCANNER(fscanf, char, struct file_of_libc *source COMMA, source COMMA)
SCANNER(sscanf, char, const char *source COMMA, source COMMA)
SCANNER(wscanf, wchar_t, NONE, NONE)
SCANNER(fwscanf, wchar_t, struct file_of_libc *source COMMA, source COMMA)
SCANNER(swscanf, wchar_t, const wchar_t *source COMMA, source COMMA)
