/* What Rust calls. */

/* Of C++'s library, clang's own, and of the target's C library. */
#ifdef __cplusplus
#include <cstddef>
#endif
#include <stddef.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Its size is the CPU's. */
struct stones_grain {
  long hardness;
  pid_t miller;
};

const char *stones_found(void);
const char *stones_processor(void);
int stones_width(void);
size_t stones_size(void);
void stones_grind(struct stones_grain grain, char *said, size_t room);

#ifdef __cplusplus
}
#endif
