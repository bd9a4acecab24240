"""The cases: the baseline of each CPU that people build on, and each level."""

load("@rules_rust//rust:defs.bzl", "rust_test")
load("//build:defs.bzl", "pgrx_platform_test", "pgrx_release", "pgrx_test")
load("//platforms:arches.bzl", "HOSTS", "arch_of")
load("//platforms:levels.bzl", "LEVELS", "levels_of")
load("//platforms:postgres.bzl", "cpu_tags")

# Those of `eight()`, as rustc calls them.
_NEEDED = ["avx2", "lse"]

_BASELINE = """\
The CPU is QEMU's model {model}, which has the baseline of {cpu} and little more.
 Or say that the extension is for newer CPUs alone: `cpu_level = "{higher}"` of its pgrx_release"""

_LEVEL = """\
The CPU is QEMU's model {model}, which has the level {level} and little more.
 Or say that the extension is for newer CPUs alone: `cpu_level = "{higher}"` of its pgrx_release"""

_OWN = """\
The CPU is this machine's own, for the level {level}.
To mend it: let the code ask at run time whether the CPU has the instruction."""

def _case(arch, level):
    levels = levels_of(arch.cpu)
    at = levels.index(level) if level else -1
    has = [feature for row in levels[:at + 1] for feature in row.features if feature in _NEEDED]
    higher = levels[at + 1].name if at + 1 < len(levels) else ""
    model = level.qemu if level else arch.qemu_cpu
    text = _OWN if level and not model else _LEVEL if level else _BASELINE
    return struct(
        arch = arch,
        level = level.name if level else "",
        name = level.name if level else arch.cpu,
        # Of CPUs without such an instruction here, `eight()` needs none.
        said = "" if model and (has or not arch.host) else text.format(cpu = arch.cpu, higher = higher, level = level.name if level else "", model = model),
        # Whether it passes is this machine's.
        open = not model,
        tags = cpu_tags(arch),
    )

_CASES = [_case(arch, None) for arch in HOSTS] + [_case(arch_of(level.cpu), level) for level in LEVELS]

def declare_cases():
    """Declares `<name>`, `level_<name>_test` and `eight_<name>_test` for each."""
    for case in _CASES:
        platform = "//platforms:linux_" + case.arch.cpu
        pgrx_release(
            name = case.name,
            cpu_level = case.level,
            extension = ":cpu_level",
            platform = platform,
            tags = ["manual"],
        )

        # What fails is run by the test below.
        wrapped = ["manual"]
        for sql, folder, tags in [
            ("level", (case.level or "baseline") + "/", wrapped if case.open else case.tags),
            ("eight", "", wrapped),
        ]:
            pgrx_platform_test(
                name = "{}_{}{}".format(sql, case.name, "" if tags == wrapped else "_test"),
                emulated = not case.open,
                expected = ["expected/{}{}.out".format(folder, sql)],
                extension = ":" + case.name,
                sql = ["sql/{}.sql".format(sql)],
                tags = tags,
            )
        tests = ["eight_" + case.name] + (["level_" + case.name] if case.open else [])
        if not case.level:
            pgrx_test(
                name = "pg_" + case.name,
                emulated = True,
                extension = ":cpu_level_pg_test",
                platform = platform,
                program = ":program",
                tags = wrapped,
            )
            tests.append("pg_" + case.name)
        rust_test(
            name = "eight_{}_test".format(case.name),
            size = "large",
            srcs = ["cpu_level_test.rs"],
            crate_name = "cpu_level_test",
            crate_root = "cpu_level_test.rs",
            data = [":" + test for test in tests],
            edition = "2021",
            env = {
                "OPEN": "1" if case.open else "",
                "SAID": case.said,
                "TESTS": " ".join(["$(rootpath :{})".format(test) for test in tests]),
            },
            tags = case.tags,
        )
