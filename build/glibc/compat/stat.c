/*
 * Before 2.33 these were no symbols: libc_nonshared.a had them, in terms of functions that
 * are told which struct is meant.
 */
#include "hidden.h"

struct stat;
struct stat64;

int __xstat(int version, const char *path, struct stat *out);
int __fxstat(int version, int file, struct stat *out);
int __lxstat(int version, const char *path, struct stat *out);
int __fxstatat(int version, int folder, const char *path, struct stat *out, int flags);
int __xstat64(int version, const char *path, struct stat64 *out);
int __fxstat64(int version, int file, struct stat64 *out);
int __lxstat64(int version, const char *path, struct stat64 *out);
int __fxstatat64(int version, int folder, const char *path, struct stat64 *out, int flags);

HIDDEN int stat(const char *path, struct stat *out) { return __xstat(STAT_VERSION, path, out); }
HIDDEN int fstat(int file, struct stat *out) { return __fxstat(STAT_VERSION, file, out); }
HIDDEN int lstat(const char *path, struct stat *out) { return __lxstat(STAT_VERSION, path, out); }

HIDDEN int fstatat(int folder, const char *path, struct stat *out, int flags)
{
	return __fxstatat(STAT_VERSION, folder, path, out, flags);
}

HIDDEN int stat64(const char *path, struct stat64 *out) { return __xstat64(STAT_VERSION, path, out); }
HIDDEN int fstat64(int file, struct stat64 *out) { return __fxstat64(STAT_VERSION, file, out); }
HIDDEN int lstat64(const char *path, struct stat64 *out) { return __lxstat64(STAT_VERSION, path, out); }

HIDDEN int fstatat64(int folder, const char *path, struct stat64 *out, int flags)
{
	return __fxstatat64(STAT_VERSION, folder, path, out, flags);
}
