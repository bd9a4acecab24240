/*
 * Before 2.30 no wait of <pthread.h> was told which clock its time is of; C++'s timed waits are.
 * As libstdc++ does without these: the time that is left, counted by the clock that the older
 * wait has. A condition variable whose attributes name a clock is none of C++'s.
 */
#define _GNU_SOURCE
#include "hidden.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

#define NANOSECONDS 1000000000L

/* When it will be `until` of a clock, in CLOCK_REALTIME. */
static int on_realtime(clockid_t clock, const struct timespec *until, struct timespec *moved)
{
	struct timespec then, now;

	*moved = *until;
	/* What is no time the older wait refuses, if it has to wait. */
	if (clock == CLOCK_REALTIME || until->tv_nsec < 0 || until->tv_nsec >= NANOSECONDS)
		return 0;
	if (clock != CLOCK_MONOTONIC)
		return EINVAL;
	if (clock_gettime(clock, &then) || clock_gettime(CLOCK_REALTIME, &now))
		return errno;
	moved->tv_sec = now.tv_sec + (until->tv_sec - then.tv_sec);
	moved->tv_nsec = now.tv_nsec + (until->tv_nsec - then.tv_nsec);
	if (moved->tv_nsec < 0) {
		moved->tv_sec -= 1;
		moved->tv_nsec += NANOSECONDS;
	} else if (moved->tv_nsec >= NANOSECONDS) {
		moved->tv_sec += 1;
		moved->tv_nsec -= NANOSECONDS;
	}
	return 0;
}

HIDDEN int pthread_cond_clockwait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock,
				  const struct timespec *until)
{
	struct timespec moved;
	int failed = on_realtime(clock, until, &moved);

	return failed ? failed : pthread_cond_timedwait(condition, mutex, &moved);
}

#define LOCK(name, older, type)                                                           \
	HIDDEN int name(type *lock, clockid_t clock, const struct timespec *until)        \
	{                                                                                 \
		struct timespec moved;                                                    \
		int failed = on_realtime(clock, until, &moved);                           \
                                                                                          \
		return failed ? failed : older(lock, &moved);                             \
	}

LOCK(pthread_mutex_clocklock, pthread_mutex_timedlock, pthread_mutex_t)
LOCK(pthread_rwlock_clockrdlock, pthread_rwlock_timedrdlock, pthread_rwlock_t)
LOCK(pthread_rwlock_clockwrlock, pthread_rwlock_timedwrlock, pthread_rwlock_t)
