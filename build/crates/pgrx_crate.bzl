"""`pgrx_crate`: an extension from what cargo says of its package; @<universe>//:pgrx.bzl has it."""

load("//build/extension:control.bzl", "control_names")
load("//build/extension:embed.bzl", "pgrx_embed_sql")
load("//build/extension:extension.bzl", "pgrx_extension")
load("//build/extension:release.bzl", "pgrx_release")
load("//build/extension:tests.bzl", "pgrx_platform_test")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:postgres.bzl", "pairs")
load(":crate.bzl", "dependencies", "features", "library")

ERROR_NO_EXTENSION = """\
pgrx_crate(name = "{name}"): the universe has no extension: no package of its workspace depends on pgrx and has `crate-type = ["cdylib", ...]` in [lib].
To mend it: add these to the extension's Cargo.toml, or name that Cargo.toml's workspace in `pgrx.crates(manifests = [...])`."""

ERROR_UNKNOWN_MAJOR = """\
pgrx_crate(name = "{name}"): PostgreSQL {major} is asked for, and {what}.
To mend it: take one of {known} in `majors`{more}."""

ERROR_CONTROL = """\
pgrx_crate(name = "{name}"): {found} in {folder}.
To mend it: name the control file in `control`, as <extension>.control."""

# What lies in a package's folder and is no source of it.
_NOT_SOURCES = ["**/target/**", "**/.git/**", "bazel-*/**", "**/* *", "**/BUILD.bazel", "**/MODULE.bazel*"]

def _in(folder, path):
    """A path of a package, from the Bazel package."""
    parts = []
    for part in (folder.split("/") if folder else []) + path.split("/"):
        if part == "..":
            parts.pop()
        elif part:
            parts.append(part)
    return "/".join(parts)

def _majors(name, universe, majors, fail = fail):
    """The majors to build for: those asked for, else all that crate and rows have."""
    crate = universe.root["majors"]
    rows = {release.major: True for _, release in pairs()}
    for major in majors or []:
        if major not in rows:
            fail("\n" + ERROR_UNKNOWN_MAJOR.format(name = name, major = major, what = "rules_pgrx has no such PostgreSQL", known = ", ".join(rows), more = ""))
        if major not in crate:
            fail("\n" + ERROR_UNKNOWN_MAJOR.format(name = name, major = major, what = "the crate has no feature pg" + major, known = ", ".join([m for m in crate if m in rows]), more = ", or add the feature to its Cargo.toml"))
    return majors or [major for major in rows if major in crate]

def _control(name, crate, fail = fail):
    """The extension's name: that of the only control file, or of the one called like the crate."""
    controls = crate["controls"]
    if len(controls) == 1:
        return controls.keys()[0]
    for extension in controls:
        if extension == crate["name"] or extension == crate["crate_name"]:
            return extension
    found = "there is no control file" if not controls else "there are several control files ({})".format(", ".join(controls))
    return fail("\n" + ERROR_CONTROL.format(name = name, found = found, folder = crate["folder"] or "the package's folder"))

def _sources(crate):
    """Attributes that name a package's files."""
    folder = crate["folder"]
    root = _in(folder, crate["root"])
    rust = [_in(folder, "src/**/*.rs"), (root.rpartition("/")[0] + "/**/*.rs").removeprefix("/")]
    return {
        "srcs": native.glob(rust, exclude = _NOT_SOURCES, allow_empty = True),
        "compile_data": native.glob([_in(folder, "**")], exclude = _NOT_SOURCES + ["**/*.rs"], allow_empty = True),
        "crate_root": root,
        "rustc_env": crate["env"],
    }

def _remapped(crate):
    """Flags by which paths in messages and in the SQL are those that cargo has."""
    package = native.package_name()
    return ["--remap-path-prefix={}={}".format(package, "")] if package else []

def _below(universe, id):
    """The packages of the workspace that a package depends on, with the targets asked of them."""
    wanted, todo = {}, [(id, name) for name in universe.crates[id]["variants"]]
    for _ in range(100000):
        if not todo:
            break
        at, name = todo.pop()
        variant = universe.crates[at]["variants"][name]
        for externs in variant["deps"].values():
            for target in externs.values():
                other, _, target = target.partition(":")
                if universe.crates[other]["folder"] != None and (other, target) not in wanted and other != id:
                    wanted[(other, target)] = True
                    todo.append((other, target))
    return wanted.keys()

def _script(universe, id, name):
    """The build script of a package, which runs in a repository of the package's own folder."""
    if not universe.crates[id]["variants"][name]["script"]:
        return []
    return ["@@{}__{}//:{}_bs".format(universe.hub, id, name)]

def _attributes(universe, id, name, own_names = {}):
    """What all rules for a package's library take."""
    crate = universe.crates[id]
    variant = crate["variants"][name]
    attributes = dependencies(universe, variant["deps"], own_names) | _sources(crate)
    attributes["deps"] = attributes["deps"] + _script(universe, id, name)
    attributes["rustc_flags"] = _remapped(crate)
    return attributes

def _path_crates(universe, id):
    """Declares the packages of the workspace that an extension depends on, where this BUILD file is theirs."""
    here = native.repository_name() + "//" + native.package_name()
    for other, target in _below(universe, id):
        crate = universe.crates[other]
        if crate["package"] != here and crate["package"].removeprefix("@") != here.removeprefix("@"):
            continue
        if not native.existing_rule(target):
            library(target, universe, other, crate["variants"][target], tags = ["manual"], **_attributes(universe, other, target))

def _cases(folder):
    """SQL files with expected output, as pg_regress has them, and that output."""
    sql, expected = [], []
    for base in ["", "tests/pg_regress/"]:
        for out in native.glob([_in(folder, base + "expected/*.out")], allow_empty = True):
            case = out.rpartition("/")[2].removesuffix(".out")
            found = native.glob([_in(folder, "{}sql/{}.sql".format(base, case))], allow_empty = True)
            sql += found
            expected += [out] if found else []
    return sql, expected

def _embedded(name, extension, emitter, attributes):
    """The SQL of pgrx 0.16 and 0.17, which a program of the extension's own writes."""
    pgrx_embed_sql(
        name = name + "_sql",
        emitter = emitter,
        extension = extension,
        **{key: value for key, value in attributes.items() if key not in ("control", "upgrade_scripts")}
    )
    return ":{}_sql".format(name)

def pgrx_crate(name, universe, majors = None, cpus = None, control = None, sql = None, expected = None, settings = [], visibility = None, **kwargs):
    """Declares the extension of a Cargo workspace, as cargo describes it.

    - `<name>`: the extension, for whatever platform is asked for;
    - `<name>_<cpu>_pg<major>`: what ships, for one platform;
    - `<name>_sql_<cpu>_pg<major>_test`: each `sql/<case>.sql` that has an `expected/<case>.out` (also
      below tests/pg_regress), in the real PostgreSQL of the platform.

    Args:
      name: the target's name.
      universe: set by @<universe>//:pgrx.bzl.
      majors: PostgreSQL majors, as strings; all that crate and rows have by default.
      cpus: Bazel's names of CPUs; all rows by default.
      control: the control file; found by default.
      sql: SQL files to test with; found by default, none with [].
      expected: their expected output.
      settings: settings of the server in SQL tests, `name=value`.
      visibility: who may depend on the targets.
      **kwargs: attributes of pgrx_extension, in place of what cargo says.
    """
    if not universe.root:
        fail("\n" + ERROR_NO_EXTENSION.format(name = name))
    id = universe.root["id"]
    crate = universe.crates[id]
    extension = control.rpartition("/")[2].rpartition(":")[2].removesuffix(".control") if control else _control(name, crate)
    names = control_names(crate["controls"].get(extension, {}), crate["version"], extension + ".control")
    variant = crate["variants"][crate["name"]]
    _path_crates(universe, id)
    folder = crate["folder"]
    attributes = _attributes(universe, id, crate["name"]) | {
        "control": control or _in(folder, extension + ".control"),
        "crate_features": features(variant, without = [tag for tag in variant["features"] if tag.startswith("pg")]),
        "crate_name": crate["crate_name"],
        "edition": crate["edition"],
        "sql_version": names.sql_version,
        "upgrade_scripts": native.glob([_in(folder, pattern) for pattern in ["*--*.sql", "sql/*--*.sql"]], allow_empty = True),
        "version": crate["version"],
        "versioned_library": names.versioned_library,
    }
    emitter = "@@{}//:emitter".format(universe.hub)
    if universe.root["has_section"]:
        attributes["schema_tool"] = emitter
    else:
        attributes["sql"] = _embedded(name, extension, emitter, attributes)
    pgrx_extension(
        name = name,
        bindings = "@@{}//:bindings".format(universe.hub),
        visibility = visibility,
        **(attributes | kwargs)
    )
    wanted = _majors(name, universe, majors)
    if sql == None:
        sql, expected = _cases(folder)
    for arch, release in pairs():
        if release.major not in wanted or (cpus and arch.cpu not in cpus):
            continue
        built = "{}_{}_pg{}".format(name, arch.cpu, release.major)
        pgrx_release(
            name = built,
            extension = ":" + name,
            platform = Label("//platforms:linux_{}_pg{}".format(arch.cpu, release.major)),
            tags = ["manual"],
            visibility = visibility,
        )
        if sql:
            pgrx_platform_test(
                name = "{}_sql_{}_pg{}_test".format(name, arch.cpu, release.major),
                expected = expected,
                extension = ":" + built,
                server = Label("//build/emulation:server_{}_{}".format(release.major, arch.cpu)),
                settings = settings,
                sql = sql,
                # `//...` tests on the CPUs that people build on; the others are there by name.
                tags = [] if arch.host else ["manual"],
            )
