"""The levels of CPUs: one row each, for code that older CPUs of an architecture don't run.

What is built without one runs on each CPU of its architecture, the baseline, and is tested on
QEMU's `qemu_cpu` of the row in arches.bzl. A level is a constraint of the target platform,
`//platforms:<level>`; `linux_<level>_pg<major>` are platforms that have it.
"""

load(":arches.bzl", "ARCHES", "arch_of")
load(":postgres.bzl", "MAJORS", "default_release")

def _level(name, cpu, rust, clang, features, qemu = "", oci = ""):
    """A level.

    Args:
      name: what it is called, also in names of targets and packages.
      cpu: Bazel's name of the architecture's row.
      rust: rustc's flags for it.
      clang: clang's.
      features: rustc's names of those CPU features that it has and the level before has not.
      qemu: QEMU's model of a CPU that has it and little more; none where QEMU emulates no such CPU.
      oci: the variant of an OCI platform, where there is one.
    """
    return struct(name = name, cpu = cpu, rust = rust, clang = clang, features = features, qemu = qemu, oci = oci)

def _psabi(version, features, qemu = ""):
    """One of x86_64's, by the name that rustc, clang and OCI have of it."""
    name = "x86-64-" + version
    return _level(
        name,
        cpu = "x86_64",
        rust = ["-Ctarget-cpu=" + name],
        clang = ["-march=" + name],
        features = features,
        qemu = qemu,
        oci = version,
    )

# The psABI's lists (x86-64 psABI, "Micro-Architecture Levels") as QEMU spells them.
_QEMU_V2 = "Opteron_G1,+cx16,+lahf-lm,+popcnt,+sse4.1,+sse4.2,+ssse3"
_QEMU_V3 = _QEMU_V2 + ",+abm,+avx,+avx2,+bmi1,+bmi2,+f16c,+fma,+movbe,+xsave"

# Of one architecture, each has what those before it have.
LEVELS = [
    _psabi("v2", ["cmpxchg16b", "lahfsahf", "popcnt", "sse3", "sse4.1", "sse4.2", "ssse3"], _QEMU_V2),
    _psabi("v3", ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "lzcnt", "movbe", "xsave"], _QEMU_V3),
    _psabi("v4", ["avx512bw", "avx512cd", "avx512dq", "avx512f", "avx512vl"]),
    # What programs see of it; rustc knows the architecture's version only as an unstable feature.
    _level(
        "armv8.2-a",
        cpu = "aarch64",
        rust = ["-Ctarget-feature=+crc,+lse,+rdm"],
        clang = ["-march=armv8.2-a"],
        features = ["crc", "lse", "rdm"],
        qemu = "cortex-a76",
        oci = "v8.2",
    ),
    _level(
        "power9",
        cpu = "ppc64le",
        rust = ["-Ctarget-cpu=pwr9"],
        clang = ["-mcpu=power9"],
        features = ["power9-altivec", "power9-vector"],
        qemu = "power9",
    ),
]

ERROR_UNKNOWN = """\
{name}: there is no CPU level "{level}"; known: {known}.
To mend it: take one of these, or none for code that each CPU of the architecture runs."""

ERROR_OTHER_CPU = """\
{name}: the CPU level {level} is one of {cpu}, and {platform} is a platform of {other}, which has {known}.
To mend it: take a level of {other}, or none, or `platform = "@rules_pgrx//platforms:linux_{level}_pg<major>"`."""

ERROR_OWN_PLATFORM = """\
{name}: `cpu_level = "{level}"` chooses among the platforms of rules_pgrx, and {platform} is none of them.
To mend it: leave `cpu_level` out, and put "@rules_pgrx//platforms:{level}" into `constraint_values` of that platform."""

def levels_of(cpu):
    """The levels of an architecture, lowest first.

    Args:
      cpu: Bazel's name.

    Returns:
      A list of rows.
    """
    return [level for level in LEVELS if level.cpu == cpu]

def level_of(name, level, fail = fail):
    """The row of a level.

    Args:
      name: who asks for it, for messages.
      level: its name.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      The row; None after an error.
    """
    for row in LEVELS:
        if row.name == level:
            return row
    return fail("\n" + ERROR_UNKNOWN.format(known = ", ".join([row.name for row in LEVELS]), level = level, name = name))

def _levelled():
    """{platform of a CPU, a label in text: struct of its `cpu`, and `suffix`, what its name ends in}."""
    found = {}
    for arch in ARCHES:
        for cpu in [arch.cpu] + [level.name for level in levels_of(arch.cpu)]:
            for suffix in [""] + ["_pg" + major for major in MAJORS]:
                found[str(Label("//platforms:linux_{}{}".format(cpu, suffix)))] = struct(cpu = arch.cpu, suffix = suffix)
    return found

_LEVELLED = _levelled()

def levelled_platform(name, platform, level, fail = fail):
    """The platform of a level that is otherwise like another one.

    Args:
      name: who asks for it, for messages.
      platform: the other one's Label.
      level: the level's name; "" for none.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      A Label; None after an error.
    """
    if not level:
        return platform
    row = level_of(name, level, fail)
    if not row:
        return None
    of = _LEVELLED.get(str(platform))
    if not of:
        return fail("\n" + ERROR_OWN_PLATFORM.format(level = level, name = name, platform = platform))
    if of.cpu != row.cpu:
        return fail("\n" + ERROR_OTHER_CPU.format(
            cpu = row.cpu,
            known = ", ".join([other.name for other in levels_of(of.cpu)]) or "none",
            level = level,
            name = name,
            other = of.cpu,
            platform = platform,
        ))
    return Label("//platforms:linux_{}{}".format(level, of.suffix))

def by_level(cpu, value_of, default):
    """A value that follows the target platform's level.

    Args:
      cpu: Bazel's name of the architecture.
      value_of: a function from a level's row to the value.
      default: that of the baseline.

    Returns:
      A `select`, or `default` where the architecture has no levels.
    """
    rows = levels_of(cpu)
    return select({
        Label("//platforms:" + row.name): value_of(row)
        for row in rows
    } | {"//conditions:default": default}) if rows else default

def target_level():
    """The name of the target platform's level, for an attribute; "" for the baseline."""
    return select({Label("//platforms:" + row.name): row.name for row in LEVELS} | {"//conditions:default": ""})

def declare_levels():
    """Declares the constraints, and `linux_<level>_pg<major>`, `linux_<level>` and `crates_<level>`."""
    native.constraint_setting(name = "cpu_level", default_constraint_value = ":baseline")
    native.constraint_value(name = "baseline", constraint_setting = ":cpu_level")
    for level in LEVELS:
        native.constraint_value(name = level.name, constraint_setting = ":cpu_level")
        native.config_setting(
            name = "is_" + level.name,
            constraint_values = ["@platforms//cpu:" + level.cpu, ":" + level.name],
        )
        for kind in ["crates_{}"] + ["linux_{}_pg" + major for major in MAJORS]:
            native.platform(
                name = kind.format(level.name),
                constraint_values = [":" + level.name],
                parents = [":" + kind.format(level.cpu)],
            )
        native.alias(
            name = "linux_" + level.name,
            actual = ":linux_{}_pg{}".format(level.name, default_release(arch_of(level.cpu)).major),
        )
