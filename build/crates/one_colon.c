/* A build script's `cargo::key=value` as `cargo:key=value`, which is all that rules_rust 0.54 reads.
 *
 * Linked into scripts that use the newer form (the Cargo book, "Outputs of the Build Script"). Before
 * main, the program forks: the child is the script, the parent rewrites what the child says and
 * ends as it ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void rewrite(FILE *script) {
    static const char metadata[] = "cargo::metadata=", any[] = "cargo::";
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, script) >= 0) {
        if (!strncmp(line, metadata, sizeof metadata - 1))
            printf("cargo:%s", line + sizeof metadata - 1);
        else if (!strncmp(line, any, sizeof any - 1))
            printf("cargo:%s", line + sizeof any - 1);
        else
            fputs(line, stdout);
    }
}

__attribute__((constructor)) static void one_colon(void) {
    int ends[2], status = 0;
    pid_t child;
    if (pipe(ends) || (child = fork()) < 0) {
        perror("one_colon");
        _exit(1);
    }
    if (!child) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        return;
    }
    close(ends[1]);
    rewrite(fdopen(ends[0], "r"));
    waitpid(child, &status, 0);
    exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}
