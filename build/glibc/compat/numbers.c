/*
 * What <stdlib.h>, <inttypes.h> and <wchar.h> call since 2.38, which also read "0b101"; the
 * functions of before, which don't, as every program has them that is compiled there.
 */
#include "hidden.h"

#include <stddef.h>
#include <stdint.h>

/* struct __locale_struct *, of <locale.h>. */
typedef struct locale_of_libc *locale_of_libc;

#define READER(result, name, letter)                                                      \
	result name(const letter *text, letter **end, int base);                          \
	HIDDEN result __isoc23_##name(const letter *text, letter **end, int base)         \
	{                                                                                 \
		return name(text, end, base);                                             \
	}

#define READER_L(result, name, letter)                                                    \
	result name(const letter *text, letter **end, int base, locale_of_libc locale);   \
	HIDDEN result __isoc23_##name(const letter *text, letter **end, int base,         \
				      locale_of_libc locale)                              \
	{                                                                                 \
		return name(text, end, base, locale);                                     \
	}

READER(long, strtol, char)
READER(unsigned long, strtoul, char)
READER(long long, strtoll, char)
READER(unsigned long long, strtoull, char)
READER(intmax_t, strtoimax, char)
READER(uintmax_t, strtoumax, char)
READER(long, wcstol, wchar_t)
READER(unsigned long, wcstoul, wchar_t)
READER(long long, wcstoll, wchar_t)
READER(unsigned long long, wcstoull, wchar_t)
READER(intmax_t, wcstoimax, wchar_t)
READER(uintmax_t, wcstoumax, wchar_t)
READER_L(long, strtol_l, char)
READER_L(unsigned long, strtoul_l, char)
READER_L(long long, strtoll_l, char)
READER_L(unsigned long long, strtoull_l, char)
READER_L(long, wcstol_l, wchar_t)
READER_L(unsigned long, wcstoul_l, wchar_t)
READER_L(long long, wcstoll_l, wchar_t)
READER_L(unsigned long long, wcstoull_l, wchar_t)
