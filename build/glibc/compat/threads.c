/*
 * <sys/single_threaded.h>, which 2.32 brought: whether the process never had a second thread, so
 * that counters of C++ need not be atomic. Nobody keeps it in an older one: there may be threads.
 */
#include "hidden.h"

HIDDEN char __libc_single_threaded = 0;
