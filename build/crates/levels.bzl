"""Which levels of CPUs a pgrx_crate is built for: those that it names, and that of the flags in `.cargo/config.toml`."""

load("//platforms:arches.bzl", "ARCHES")
load("//platforms:levels.bzl", "level_of", "levels_of")

visibility(["//build/crates/...", "//tests/crates/..."])

ERROR_LEVEL_LESS = """\
pgrx_crate(name = "{name}"): `cpu_levels` has {asked}, and the flags in .cargo/config.toml ask for more of a CPU, {flags}.
To mend it: write "{flags}" or a later level there, or take the flags out of .cargo/config.toml."""

ERROR_LEVEL_OF_NONE = """\
pgrx_crate(name = "{name}"): `cpu_levels` has {level}, a level of {cpu}, and `cpus` has no {cpu}.
To mend it: add it there, or leave the level out."""

def levels_for(name, asked, cpus, by_flags, fail = fail):
    """What is built for of each CPU, by `cpu_levels` and the flags in .cargo/config.toml.

    Args:
      name: the target's name, for messages.
      asked: names of levels.
      cpus: Bazel's names of CPUs; all where empty.
      by_flags: {CPU: name of the level that the flags ask for}.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      {CPU: list of structs: `cpu`, the part of targets' names, and `platform`, that of the platform's}.
    """
    found = {arch.cpu: [struct(cpu = arch.cpu, platform = by_flags.get(arch.cpu, arch.cpu))] for arch in ARCHES}
    for level in asked:
        row = level_of("pgrx_crate(name = \"{}\")".format(name), level, fail)
        if not row:
            continue
        if cpus and row.cpu not in cpus:
            fail("\n" + ERROR_LEVEL_OF_NONE.format(cpu = row.cpu, level = level, name = name))
        order = [other.name for other in levels_of(row.cpu)]
        flags = by_flags.get(row.cpu)
        if flags and order.index(level) < order.index(flags):
            fail("\n" + ERROR_LEVEL_LESS.format(asked = level, flags = flags, name = name))
        found[row.cpu].append(struct(cpu = level, platform = level))
    return found

NO_LEVEL = """\
no level of {cpu} has it, so no test would run it on a CPU that has no more (its levels: {known})"""

_CPU = "-Ctarget-cpu="
_FEATURES = "-Ctarget-feature="

def flags_level(cpu, flags):
    """The level that rustc's flags ask for.

    Args:
      cpu: Bazel's name of the CPU.
      flags: a list, each a word.

    Returns:
      A struct: `level`, its name or ""; `flags`, those that are not about it; `left_out`, {flag: why it is not taken}.
    """
    rows = levels_of(cpu)
    reason = NO_LEVEL.format(cpu = cpu, known = ", ".join([row.name for row in rows]) or "none")
    at, rest, left_out = -1, [], {}
    for flag in flags:
        others = []
        for word in flag.removeprefix(_FEATURES).split(",") if flag.startswith(_FEATURES) else [flag]:
            wanted = flag.startswith(_FEATURES) and word.startswith("+") and word != "+crt-static"
            if not wanted and not word.startswith(_CPU):
                others.append(word)
                continue
            having = [index for index, row in enumerate(rows) if word in row.rust or word.removeprefix("+") in row.features]
            at = max([at] + having)
            if not having:
                left_out[word if word == flag else _FEATURES + word] = reason
        if others:
            rest.append((_FEATURES if flag.startswith(_FEATURES) else "") + ",".join(others))
    return struct(level = rows[at].name if at >= 0 else "", flags = rest, left_out = left_out)
