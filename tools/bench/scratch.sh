# Sourced by the scripts beside it: a checkout of HEAD, and $bazel, a Bazel for it with an output
# base of its own and no cache of built things. All of it is gone at the end.
set -eu
cd "$(dirname "$0")/../.."
folder=${XDG_CACHE_HOME:-$HOME/.cache}/rules_pgrx
mkdir -p "$folder"
# Not in /tmp: the sandbox gives actions a /tmp of their own.
scratch=$(mktemp -d "$folder/bench.XXXXXX")
bazel=$scratch/bazel
workspace=$scratch/workspace

leave() {
    "$bazel" shutdown >&2 || true
    chmod -R u+w "$scratch"
    git worktree remove --force "$workspace"
    rm -rf "$scratch"
}
trap leave EXIT
trap 'exit 1' INT TERM

git worktree add --quiet --detach "$workspace" HEAD
echo 'build --disk_cache= --remote_cache= --remote_executor= --noshow_progress' > "$scratch/rc"
cat > "$bazel" << end
#!/bin/sh
cd '$workspace' && exec ./tools/bazel --bazelrc='$scratch/rc' --output_base='$scratch/base' "\$@"
end
chmod +x "$bazel"

machine() {
    echo "$(nproc) cores of $(uname -m), $(awk '/MemTotal/ {printf "%.0f", $2 / 1048576}' /proc/meminfo) GiB of memory"
}
