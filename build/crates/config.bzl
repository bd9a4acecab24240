"""Flags for rustc and variables from the workspace's `.cargo/config.toml`, as cargo takes them.

    cargo config get --show-origin --> lines --+
    rustc --print cfg, for each CPU -----------+--> {tag: flags}, {variable: value}, and what is not taken

`[target.<triple>]` and `[target.'cfg(...)']` go before `[build]`, and are joined (the Cargo book,
"Configuration", `target.<triple>.rustflags`). Files outside of the repository, such as those of
the user's home folder, are no part of a build.
"""

load(":cfg.bzl", "cfg_matches")
load(":levels.bzl", "flags_level")

visibility(["//build/crates/...", "//tests/crates/..."])

REPORT_FLAGS = """\
@{universe}: from .cargo/config.toml, rustc's flags for {where}: {flags}"""

REPORT_LEVEL = """\
@{universe}: from .cargo/config.toml, the level of {cpu} that all is compiled for: {level}"""

REPORT_ENV = """\
@{universe}: from .cargo/config.toml, variables of rustc and of build scripts: {variables}"""

REPORT_LEFT_OUT = """\
@{universe}: from .cargo/config.toml, this is not taken: {what}, because {reason}."""

# What a flag is about, and why it is not taken.
_REFUSED = {
    "-fuse-ld": "rules_pgrx links with its own LLVM",
    "-Clinker": "rules_pgrx links with its own LLVM",
    "target-cpu=native": "the machine that builds is not the one that runs the extension",
}

def _value(text):
    """A TOML string as cargo prints it, and the file that it is from, which follows as a comment."""
    quote = text[0]
    at, skipped = 1, False
    for at in range(1, len(text)):
        if text[at] == quote and not skipped:
            break
        skipped = quote == '"' and text[at] == "\\" and not skipped
    inside = text[1:at]
    return (json.decode('"' + inside + '"') if quote == '"' else inside), text[at + 1:].partition("# ")[2]

def parse_config(text, root):
    """What `cargo config get --show-origin` prints, as far as it is of files below a folder.

    Args:
      text: cargo's output.
      root: the folder, absolute.

    Returns:
      {key: list of strings, or a string}. Of booleans only `true` is there, as "true".
    """
    found, key = {}, None
    for line in text.split("\n"):
        line = line.strip()
        if line == "]":
            key = None
        elif line.endswith(" = ["):
            key = line.removesuffix(" = [")
        elif line and line[0] in "\"'" and key:
            value, origin = _value(line)
            if origin.startswith(root + "/"):
                found.setdefault(key, []).append(value)
        elif " = " in line and line.partition(" = ")[2][:1] in ["\"", "'", "t"] and not line.startswith("#"):
            name, _, rest = line.partition(" = ")
            value, origin = ("true", rest.partition("# ")[2]) if rest.startswith("true ") else _value(rest)
            if origin.startswith(root + "/"):
                found[name] = value
    return found

def _of_target(config, triple, cfg):
    """cargo's choice of flags for one target."""
    flags = []
    for key, values in config.items():
        if not key.startswith("target.") or not key.endswith(".rustflags"):
            continue
        name = key.removeprefix("target.").removesuffix(".rustflags").strip("'\"")
        if name == triple or (name.startswith("cfg(") and cfg_matches(name[4:-1], cfg)):
            flags += _words(values)
    return flags or _words(config.get("build.rustflags", []))

def _words(flags):
    """A string is split at spaces, as cargo does with flags."""
    return [word for word in flags.split(" ") if word] if type(flags) == "string" else flags

def _joined(flags):
    """`-C x` as `-Cx`, so that each flag is one word."""
    joined, before = [], None
    for flag in flags:
        if before:
            joined.append(before + flag if before == "-C" else before + "=" + flag)
            before = None
        elif flag in ("-C", "--cfg", "--check-cfg", "--codegen"):
            before = "-C" if flag == "--codegen" else flag
        else:
            joined.append(flag)
    return joined

def _reason(flag):
    for word, reason in _REFUSED.items():
        if word in flag:
            return reason
    return None

def flags_of(config, targets):
    """The flags that a workspace's configuration has for rustc.

    Args:
      config: what `parse_config` gives.
      targets: list of structs: cpu, triple and cfg (`rustc --print cfg`'s output).

    Returns:
      A struct: `by_tag` ({tag: flags}; "" where all CPUs have the same, else by CPU), `levels` ({CPU: name of
      the level that flags ask for}) and `left_out` ({flag: why it is not taken}).
    """
    by_cpu, left_out, levels = {}, {}, {}
    for target in targets:
        cfg = {line.replace("\"", ""): True for line in target.cfg.split("\n") if line}
        taken = []
        for flag in _joined(_of_target(config, target.triple, cfg)):
            reason = _reason(flag)
            if reason:
                left_out[flag] = reason
            else:
                taken.append(flag)
        of = flags_level(target.cpu, taken)
        left_out |= of.left_out
        if of.level:
            levels[target.cpu] = of.level
        if of.flags:
            by_cpu[target.cpu] = of.flags
    sets = {str(flags): flags for flags in by_cpu.values()}
    if len(sets) == 1 and len(by_cpu) == len(targets):
        return struct(by_tag = {"": sets.values()[0]}, left_out = left_out, levels = levels)
    return struct(by_tag = by_cpu, left_out = left_out, levels = levels)

def env_of(config):
    """The variables of `[env]` (the Cargo book, "Configuration", `[env]`).

    Args:
      config: what `parse_config` gives.

    Returns:
      A struct: `taken` ({variable: value}) and `left_out` ({variable: why it is not taken}).
    """
    taken, left_out = {}, {}
    for key, value in config.items():
        name, _, part = key.removeprefix("env.").partition(".")
        if not key.startswith("env.") or part not in ["", "value"]:
            continue
        if "env.{}.relative".format(name) in config:
            left_out["[env] " + name] = "a path of the machine that builds is another for each action"
        else:
            taken[name] = value
    return struct(taken = taken, left_out = left_out)

def for_all_crates(by_tag):
    """Those flags that crates of a registry have too: what they are compiled with runs in builds as well.

    Args:
      by_tag: {tag: flags}.

    Returns:
      {tag: flags} without those about the CPU, less its level, and the link.
    """
    mine = ["-Ctarget-feature", "-Clink"]
    return {
        tag: [flag for flag in flags if not [start for start in mine if flag.startswith(start)]]
        for tag, flags in by_tag.items()
    }

def report_config(universe, flags, env, say = print):
    """Says what is taken of a workspace's configuration and what is not.

    Args:
      universe: the universe's name.
      flags: what `flags_of` gives.
      env: what `env_of` gives.
      say: what to call with each text.
    """
    for tag, taken in flags.by_tag.items():
        say(REPORT_FLAGS.format(flags = " ".join(taken), universe = universe, where = tag or "each CPU"))
    for cpu, level in flags.levels.items():
        say(REPORT_LEVEL.format(cpu = cpu, level = level, universe = universe))
    if env.taken:
        say(REPORT_ENV.format(universe = universe, variables = ", ".join(sorted(env.taken))))
    for flag, reason in (flags.left_out | env.left_out).items():
        say(REPORT_LEFT_OUT.format(reason = reason, universe = universe, what = flag))
