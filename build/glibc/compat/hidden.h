/* What is defined here is the extension's own, and seen by nobody else. */
#define HIDDEN __attribute__((visibility("hidden")))
