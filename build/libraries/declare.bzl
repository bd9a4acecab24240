"""`@<name>`: C libraries from Debian packages of the user's, `pgrx.libraries`.

    <set>.lock.json
      -> @<name>__<cpu>   a lock's packages for one CPU: headers, libraries, .pc files
      -> @<name>          `:<name>`, those of the target's CPU; `:update`

Nothing is fetched but for a CPU that is built for.
"""

load("//build/locks:hub.bzl", "lock_hub")
load("//build/locks:locks.bzl", "read_locks", "renew_text")
load("//platforms:arches.bzl", "ARCHES")
load(":repo.bzl", "libraries_repo")

visibility(["//build/crates/..."])

def declare_libraries(mctx, tag):
    """Declares the repositories of a tag.

    Args:
      mctx: the module extension's context.
      tag: `pgrx.libraries`.
    """
    locks = read_locks(mctx, tag.name, tag.locks)
    errors = [lock.error for lock in locks if lock.error]
    by_cpu = {}
    for arch in ARCHES:
        for lock in locks:
            if arch.cpu not in by_cpu and arch.debian in [pin.architecture for pin in lock.pins]:
                by_cpu[arch.cpu] = _declare(tag, arch, lock)
    lock_hub(mctx, tag, Label(":targets.bzl"), "libraries", {
        "by_cpu": by_cpu,
        "error": errors[0] if errors else "",
        "locks": [lock.text for lock in locks],
        "name": tag.name,
    })

def _declare(tag, arch, lock):
    """The label of a CPU's libraries."""
    repository = "{}__{}".format(tag.name, arch.cpu)
    libraries_repo(
        name = repository,
        debian_arch = arch.debian,
        linkage = tag.linkage,
        lock = lock.label,
        renew = renew_text(tag.name),
        tag = tag.name,
        tuple = arch.tuple,
    )
    return "@{}//:libraries".format(repository)
