/*
 * Functions that today's headers give other names than an older glibc has, or that it
 * had in another library. Each returns 0, or the number of the step that went wrong.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/single_threaded.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define STEP(number, condition) \
	do {                    \
		if (!(condition)) \
			return number; \
	} while (0)

int probe_files(const char *folder);
int probe_numbers(void);
int probe_threads(void);
int probe_time(void);
int probe_sockets(void);
int probe_processes(void);

/* stat and its family were functions of libc_nonshared.a until 2.33. */
int probe_files(const char *folder)
{
	struct stat found;
	char path[4096];
	int file;

	snprintf(path, sizeof path, "%s/probe_c", folder);
	file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	STEP(1, file >= 0);
	STEP(2, write(file, "12345", 5) == 5);
	STEP(3, fstat(file, &found) == 0 && found.st_size == 5 && S_ISREG(found.st_mode));
	STEP(4, stat(path, &found) == 0 && found.st_size == 5 && (found.st_mode & 0777) == 0600);
	STEP(5, lstat(path, &found) == 0 && found.st_size == 5);
	STEP(6, fstatat(AT_FDCWD, path, &found, 0) == 0 && found.st_size == 5);
	STEP(7, fcntl(file, F_GETFL) >= 0);
	STEP(8, fcntl(file, F_SETFD, FD_CLOEXEC) == 0 && fcntl(file, F_GETFD) == FD_CLOEXEC);
	STEP(9, close(file) == 0 && unlink(path) == 0);
	STEP(10, stat(path, &found) == -1 && errno == ENOENT);
	STEP(11, mknod(path, S_IFIFO | 0600, 0) == 0);
	STEP(12, stat(path, &found) == 0 && S_ISFIFO(found.st_mode) && unlink(path) == 0);
	return 0;
}

/* <stdlib.h> and <stdio.h> name these __isoc23_* since 2.38. */
int probe_numbers(void)
{
	char *end;
	int number, read;
	wchar_t word[8];

	STEP(1, strtol("-0x7f!", &end, 16) == -127 && *end == '!');
	STEP(2, strtoul("4294967295", NULL, 10) == 4294967295UL);
	STEP(3, strtoll("-9000000000000", NULL, 10) == -9000000000000LL);
	STEP(4, strtoull("18446744073709551615", NULL, 0) == UINT64_MAX);
	STEP(5, strtoimax("-12", NULL, 10) == -12 && strtoumax("12", NULL, 10) == 12);
	STEP(6, wcstol(L"077", NULL, 0) == 63);
	read = sscanf("17 rest", "%d", &number);
	STEP(7, read == 1 && number == 17);
	STEP(8, swscanf(L"word 5", L"%7ls %d", word, &number) == 2 && number == 5);
	STEP(9, atoi("42") == 42 && fabs(strtod("2.5", NULL) - 2.5) < 1e-9);
	STEP(10, fabs(pow(2.0, 0.5) - sqrt(2.0)) < 1e-12 && fabs(exp(log(7.0)) - 7.0) < 1e-12);
	return 0;
}

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_key(void)
{
	pthread_key_create(&key, NULL);
}

static void *add_one(void *argument)
{
	pthread_setspecific(key, argument);
	return (char *) pthread_getspecific(key) + (__libc_single_threaded ? 0 : 1);
}

/* Waits that are told their clock, since 2.30: what nobody else does ends after 20 ms of it. */
static int wait_by_clock(clockid_t clock)
{
	pthread_cond_t never = PTHREAD_COND_INITIALIZER;
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
	struct timespec until, then;

	STEP(1, clock_gettime(clock, &until) == 0);
	until.tv_nsec += 20000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec += 1;
	}
	STEP(2, pthread_mutex_clocklock(&mutex, clock, &until) == 0);
	STEP(3, pthread_cond_clockwait(&never, &mutex, clock, &until) == ETIMEDOUT);
	STEP(4, clock_gettime(clock, &then) == 0 && then.tv_sec - until.tv_sec < 20);
	STEP(5, then.tv_sec > until.tv_sec || (then.tv_sec == until.tv_sec && then.tv_nsec >= until.tv_nsec));
	STEP(6, pthread_mutex_clocklock(&mutex, clock, &until) == ETIMEDOUT);
	STEP(7, pthread_rwlock_clockwrlock(&lock, clock, &until) == 0);
	STEP(8, pthread_rwlock_clockrdlock(&lock, clock, &until) != 0);
	until.tv_nsec = 1000000000;
	STEP(9, pthread_mutex_clocklock(&mutex, clock, &until) == EINVAL);
	return 0;
}

/* In libpthread until 2.34, dlopen in libdl. */
int probe_threads(void)
{
	pthread_attr_t attributes;
	pthread_t thread;
	void *result = NULL;
	void *self;

	STEP(1, pthread_once(&once, make_key) == 0);
	STEP(2, pthread_attr_init(&attributes) == 0);
	STEP(3, pthread_attr_setstacksize(&attributes, 1 << 20) == 0);
	STEP(4, pthread_create(&thread, &attributes, add_one, (void *) 41) == 0);
	STEP(5, pthread_join(thread, &result) == 0 && result == (void *) 42);
	self = dlopen(NULL, RTLD_NOW);
	STEP(6, self != NULL && dlsym(self, "CurrentMemoryContext") != NULL);
	STEP(7, dlclose(self) == 0);
	STEP(8, wait_by_clock(CLOCK_MONOTONIC) == 0);
	STEP(9, wait_by_clock(CLOCK_REALTIME) == 0);
	return 0;
}

/* In librt until 2.17. */
int probe_time(void)
{
	struct timespec now, later = {0, 1000000};
	time_t epoch = 86400;
	struct tm parts;
	char text[32];

	STEP(1, clock_gettime(CLOCK_MONOTONIC, &now) == 0 && now.tv_nsec < 1000000000);
	STEP(2, nanosleep(&later, NULL) == 0);
	STEP(3, gmtime_r(&epoch, &parts) != NULL && parts.tm_mday == 2);
	STEP(4, strftime(text, sizeof text, "%Y-%m-%d", &parts) == 10 && strcmp(text, "1970-01-02") == 0);
	STEP(5, timegm(&parts) == 86400 && time(NULL) > 1700000000);
	return 0;
}

int probe_sockets(void)
{
	int ends[2];
	char byte = 'x';
	struct timeval patience = {5, 0};

	STEP(1, socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
	STEP(2, setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0);
	STEP(3, send(ends[1], "y", 1, MSG_NOSIGNAL) == 1 && recv(ends[0], &byte, 1, 0) == 1 && byte == 'y');
	STEP(4, close(ends[0]) == 0 && close(ends[1]) == 0);
	return 0;
}

int probe_processes(void)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(7);
	STEP(1, child > 0 && waitpid(child, &status, 0) == child);
	STEP(2, WIFEXITED(status) && WEXITSTATUS(status) == 7);
	return 0;
}
