"""`pgrx_crate`: an extension from what cargo says of its package.

Load it from the universe that `pgrx.crates(name = "crates")` declares: `load("@crates//:pgrx.bzl", "pgrx_crate")`.
"""

load("//build/extension:control.bzl", "check_library", "control_names")
load("//build/extension:embed.bzl", "pgrx_embed_sql")
load("//build/extension:extension.bzl", "extension_of", "pgrx_extension")
load("//build/extension:pg_test.bzl", "pgrx_test", "pgrx_test_program")
load("//build/extension:release.bzl", "pgrx_release")
load("//build/extension:tests.bzl", "pgrx_platform_test")
load("//build/macros:attributes.bzl", "check_attributes")
load("//build/macros:parameters.bzl", "PARAMETERS")
load("//build/macros:rust.bzl", "RUST_SHARED_LIBRARY")
load("//platforms:arches.bzl", "check_cpus")
load("//platforms:postgres.bzl", "DEFAULT_MAJOR")
load(":at_hand.bzl", "at_hand")
load(":levels.bzl", "levels_for")
load(":libraries.bzl", "all_libraries")
load(":members.bzl", "attributes_of", "features_without_majors", "in_folder", "path_crates", "remapped")
load(":pairs.bzl", "majors_of", "pairs_of")
load(":regress.bzl", "regress_cases")
load(":subpackages.bzl", "check_seen")

ERROR_NO_EXTENSION = """\
pgrx_crate(name = "{name}"): the universe has no extension: no package of its workspace depends on pgrx and has `crate-type = ["cdylib", ...]` in [lib].
To mend it: add these to the extension's Cargo.toml, or name that Cargo.toml's workspace in `pgrx.crates(manifests = [...])`."""

ERROR_CONTROL = """\
pgrx_crate(name = "{name}"): {found} in {folder}.
To mend it: {mend}."""

ERROR_FEATURES = """\
pgrx_crate(name = "{name}") has `{attribute}`, and the features of Cargo are chosen where the crates are.
To mend it: write `features = [...]` in `pgrx.crates` of MODULE.bazel; features of Bazel's go to `package` of this BUILD file."""

# What is tried for Cargo's features; the first is Bazel's own, and would do nothing for Cargo.
_FEATURES = ["features", "feature", "cargo_features", "crate_features"]

def _control(name, crate, fail = fail):
    """The extension's name: that of the only control file, or of the one called like the crate."""
    controls = crate["controls"]
    if len(controls) == 1:
        return controls.keys()[0]
    for extension in controls:
        if extension == crate["name"] or extension == crate["crate_name"]:
            return extension
    found, mend = "there are several control files ({})".format(", ".join(controls)), "name one in `control`, as <extension>.control"
    if not controls:
        found, mend = "there is no control file", "write {}.control there, as `cargo pgrx new` does".format(crate["crate_name"])
    return fail("\n" + ERROR_CONTROL.format(name = name, found = found, folder = crate["folder"] or "the folder of this BUILD file", mend = mend))

def _embedded(name, extension, emitter, attributes):
    """The SQL of pgrx 0.16 and 0.17, which a program of the extension's own writes."""
    pgrx_embed_sql(
        name = name + "_sql",
        emitter = emitter,
        extension = extension,
        **{key: value for key, value in attributes.items() if key not in ("control", "upgrade_scripts")}
    )
    return ":{}_sql".format(name)

def _extension(name, universe, id, variant_name, extension, control, visibility, kwargs):
    """Declares the extension with the features and dependencies of one variant of its package."""
    crate = universe.crates[id]
    said = crate["controls"].get(extension, {})
    check_library(said, extension, extension + ".control")
    names = control_names(said, crate["version"], extension + ".control")
    folder = crate["folder"]
    attributes = attributes_of(universe, id, variant_name) | {
        "control": control or in_folder(folder, extension + ".control"),
        "crate_features": features_without_majors(crate["variants"][variant_name]),
        "crate_name": crate["crate_name"],
        "edition": crate["edition"],
        "sql_version": names.sql_version,
        "upgrade_scripts": native.glob([in_folder(folder, pattern) for pattern in ["*--*.sql", "sql/*--*.sql"]], allow_empty = True),
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

def _pg_tests(name, universe, id, extension, control, kwargs):
    """Declares the package's own tests: the extension with them, and the program that asks for each.

    Returns:
      A function that runs them for one platform; None where the package has none.
    """
    crate = universe.crates[id]
    variant_name = crate["name"] + "__pg_test"
    if variant_name not in crate["variants"]:
        return None
    tested = name + "_with_pg_tests"

    # rules_rust names the library's file after the crate, and what ships has that name in this folder.
    named = {"crate_name": crate["crate_name"] + "_pg_test"}
    _extension(tested, universe, id, variant_name, extension, control, None, kwargs | named)
    pgrx_test_program(
        name = tested + "_program",
        crate = ":{}_cdylib".format(tested),
        crate_features = features_without_majors(crate["variants"][variant_name]),
        rustc_flags = remapped(),
    )

    def run(test, platform, **attributes):
        pgrx_test(name = test, extension = ":" + tested, platform = platform, program = ":{}_program".format(tested), **attributes)

    return run

def pgrx_crate(name, universe, majors = None, cpus = None, cpu_levels = [], control = None, sql = None, expected = None, settings = [], required = [], visibility = None, **kwargs):
    """Declares the extension of a Cargo workspace, as cargo describes it.

    - `<name>`: the extension, for whatever platform is asked for;
    - `<name>_<cpu>_pg<major>`: what ships, for one platform;
    - `<name>_sql_<cpu>_pg<major>_test`: each `sql/<case>.sql` that has an `expected/<case>.out` (also
      below tests/pg_regress), in the real PostgreSQL of the platform;
    - `<name>_pg_<cpu>_pg<major>_test`: the crate's own `#[pg_test]`s there, and its `#[test]`s,
      where it has a feature `pg_test` and pgrx-tests among its `[dev-dependencies]`;
    - `<name>.psql` and `<name>_<cpu>_pg<major>.psql`: a server with the extension, and psql, as of `pgrx_psql`;
    - `<name>.rust_project`: rust-project.json for rust-analyzer, as of `pgrx_rust_project`.

    For each of `cpu_levels` there are the same, `<name>_<level>_pg<major>` and so on. On a CPU that the machine
    has, tests of one major, the default one if it is there, also run under emulation, as `<name>_sql_<cpu>_emulated_test` and
    `<name>_pg_<cpu>_emulated_test`: on a CPU that has the baseline and no more ([levels](cpu_levels.md)).

    `rustflags` of the workspace's `.cargo/config.toml` are taken as cargo takes them, for its own
    packages and, but for those about the link, for all others. Those about the CPU choose its level,
    which the targets `<name>_<cpu>_pg<major>` then have. What is taken and what is not (`linker`,
    `target-cpu=native`) is reported when cargo is asked.

    Args:
      name: what the targets are called. It need not be the crate's name.
      universe: not yours to set: the file that you load has set it.
      majors: PostgreSQL majors, as strings such as "17"; by default all that Debian has and for which the
        crate has a feature `pg<major>`. Any other one needs a `postgres_toolchain` for each of `cpus`.
      cpus: Bazel's names of CPUs, such as "aarch64" (Debian's arm64); all rows by default.
      cpu_levels: levels of CPUs, such as "x86-64-v3", to build and test for besides.
      control: the control file; found by default.
      sql: SQL files to test with; by default those that have expected output, none with []. The crate can't
        `include_str!` one of those.
      expected: their expected output, `<case>.out`.
      settings: settings of the server of SQL tests and psql, `name=value`; `#[pg_test]`s have the crate's own.
      required: what the servers of all tests have besides, as of pgrx_extension. Shared libraries that crates are annotated with are there.
      visibility: who may depend on the targets.
      **kwargs: attributes of pgrx_extension, in place of what cargo says.
    """
    for attribute in _FEATURES:
        if attribute in kwargs:
            fail("\n" + ERROR_FEATURES.format(attribute = attribute, name = name))
    check_attributes("pgrx_crate", name, kwargs, PARAMETERS["pgrx_extension"] + RUST_SHARED_LIBRARY)
    check_cpus("pgrx_crate(name = \"{}\")".format(name), cpus or [])
    if not universe.root:
        fail("\n" + ERROR_NO_EXTENSION.format(name = name))
    id = universe.root["id"]
    crate = universe.crates[id]
    path_crates(name, universe, id)
    extension = extension_of(name, control) if control else _control(name, crate)
    wanted = majors_of(name, universe, majors, cpus)
    pairs = pairs_of(name, wanted, cpus)
    once = DEFAULT_MAJOR if DEFAULT_MAJOR in wanted else wanted[0]
    if "upgrade_scripts" not in kwargs:
        check_seen(name, [in_folder(crate["folder"], "sql")], "upgrade scripts", ", or name them by label in `upgrade_scripts`")
    if sql == None:
        first = "{}_sql_{}_pg{}_test".format(name, pairs[0][0].cpu, pairs[0][1])
        sql, expected = regress_cases(name, crate, first)
    kwargs = kwargs | {"required": required + all_libraries(universe)}
    testonly = kwargs.get("testonly", False)
    _extension(name, universe, id, crate["name"], extension, control, visibility, kwargs)
    run_pg_tests = _pg_tests(name, universe, id, extension, control, kwargs)
    levels = levels_for(name, cpu_levels, cpus, universe.levels)
    for arch, major in pairs:
        # `//...` tests on the CPUs that people build on; the others are there by name.
        tags = [] if arch.host else ["manual"]
        for of in levels[arch.cpu]:
            at = "{}_pg{}".format(of.cpu, major)
            platform = Label("//platforms:linux_{}_pg{}".format(of.platform, major))
            pgrx_release(
                name = "{}_{}".format(name, at),
                extension = ":" + name,
                platform = platform,
                tags = ["manual"],
                testonly = testonly,
                visibility = visibility,
            )

            # Once more, where the machine has the CPU, and more than its baseline.
            runs = {at: {}}
            if arch.host and major == once and of.platform == arch.cpu:
                runs[arch.cpu + "_emulated"] = {
                    "emulated": True,
                    "target_compatible_with": [Label("@platforms//cpu:" + arch.cpu)],
                }
            for run, attributes in runs.items():
                if run_pg_tests:
                    run_pg_tests("{}_pg_{}_test".format(name, run), platform, tags = tags, **attributes)
                if sql:
                    pgrx_platform_test(
                        name = "{}_sql_{}_test".format(name, run),
                        expected = expected,
                        extension = ":{}_{}".format(name, at),
                        settings = settings,
                        sql = sql,
                        tags = tags,
                        **attributes
                    )
    edited = ":{}_with_pg_tests_program" if run_pg_tests else ":{}_cdylib"
    at_hand(name, [(arch.cpu, major) for arch, major in pairs], settings, edited.format(name), testonly = testonly, visibility = visibility)
