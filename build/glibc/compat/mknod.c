/* As stat.c: symbols since 2.33. */
#include "hidden.h"

typedef unsigned int mode_t;
typedef unsigned long long dev_t;

int __xmknod(int version, const char *path, mode_t mode, dev_t *device);
int __xmknodat(int version, int folder, const char *path, mode_t mode, dev_t *device);

HIDDEN int mknod(const char *path, mode_t mode, dev_t device)
{
	return __xmknod(MKNOD_VERSION, path, mode, &device);
}

HIDDEN int mknodat(int folder, const char *path, mode_t mode, dev_t device)
{
	return __xmknodat(MKNOD_VERSION, folder, path, mode, &device);
}
