"""What is wrong with what modules say to `pgrx`, found before anything is fetched."""

load(":packages.bzl", "PG_TEST", "is_major")
load(":programs.bzl", "check_programs")

visibility(["//build/crates/...", "//tests/crates/..."])

ERROR_NAME_TAKEN = """\
Two repositories of `pgrx` are called {name}: one of {first}, one of {second}.
To mend it: give one of them another `name`, and say `use_repo(pgrx, crates = "<that name>")` to keep calling a universe @crates."""

ERROR_NO_SUCH_REMOTE = """\
pgrx.git names {remote}, and no Cargo.lock of {module} has a crate from there.
To mend it: write `remote` as in `source = "git+<remote>?..."` of Cargo.lock{known}, or remove it."""

ERROR_NO_SUCH_CRATE = """\
pgrx.annotation names the crate {crate}, which is in no universe of {module}.
To mend it: check the name with `cargo tree`, or remove the annotation."""

ERROR_TWO_ANNOTATIONS = """\
pgrx.annotation names the crate {crate} twice in {module}, and the second would be taken alone.
To mend it: make one annotation of them."""

ERROR_NOT_USED = """\
pgrx.annotation(crate = "{crate}"): `{attribute}` has @{repository}, and {module} sees no repository of that name.
To mend it: write `use_repo(pgrx, "{repository}")` in its MODULE.bazel if it is one of `pgrx`, else the `use_repo` or `bazel_dep` of what it is."""

ERROR_NO_FOLDER = """\
pgrx.annotation(crate = "{crate}"): `build_script_env` has $(LIBRARIES_{name}), and `libraries` has no @{name}.
To mend it: add it there, or write {known}."""

ERROR_FEATURE = """\
pgrx.crates(name = "{name}"): `features` has "{feature}", {why}.
To mend it: leave it out."""

# What Bazel has in place of the name of a repository that a module doesn't see.
_UNSEEN = "[unknown repo '"

# Attributes of an annotation that name targets.
_LABELS = ["build_script_data", "build_script_tools", "deps", "libraries", "patches"]

# Variables with the folder of a `pgrx.libraries`.
_FOLDER = "$(LIBRARIES_"

def _text(module):
    return "module " + module.name if module.name else "the main module"

def take_name(taken, module, tag, fail = fail):
    """Notes what a repository is called, and fails where another one is.

    Args:
      taken: {name: the module that has it, in words}, which is added to.
      module: the tag's module.
      tag: with `name`.
      fail: what to call with an error's text; tests pass their own.
    """
    if tag.name in taken:
        fail("\n" + ERROR_NAME_TAKEN.format(first = taken[tag.name], name = tag.name, second = _text(module)))
    taken[tag.name] = _text(module)

def check_features(name, features, fail = fail):
    """Fails where features of a universe are those that a build turns on by itself.

    Args:
      name: the universe's.
      features: those that are turned on besides the default ones.
      fail: what to call with an error's text.
    """
    for feature in features:
        why = "which is on in tests, and in nothing that ships" if feature == PG_TEST else None
        if is_major(feature):
            why = "and which PostgreSQL is built for, `majors` of pgrx_crate says"
        if why:
            fail("\n" + ERROR_FEATURE.format(feature = feature, name = name, why = why))

def _check_labels(module, annotation, fail):
    for attribute in _LABELS:
        for label in getattr(annotation, attribute):
            repository = str(label).partition(_UNSEEN)[2].partition("'")[0]
            if repository:
                fail("\n" + ERROR_NOT_USED.format(
                    attribute = attribute,
                    crate = annotation.crate,
                    module = _text(module),
                    repository = repository,
                ))

def _check_folders(annotation, fail):
    libraries = [label.name for label in annotation.libraries]
    for value in annotation.build_script_env.values():
        for name in [part.partition(")")[0] for part in value.split(_FOLDER)[1:]]:
            if name not in libraries:
                known = " or ".join([_FOLDER + library + ")" for library in libraries])
                fail("\n" + ERROR_NO_FOLDER.format(crate = annotation.crate, known = known or "a path of your own", name = name))

def check_annotations(module, crates, fail = fail):
    """Fails where an annotation would be lost, or asks for a program, target or folder that isn't there.

    Args:
      module: the module.
      crates: {name: True} of all crates in its universes; empty where a lock is missing, which has an error of its own.
      fail: what to call with an error's text; tests pass their own.
    """
    seen = {}
    for annotation in module.tags.annotation:
        crate = annotation.crate
        check_programs(crate, annotation.programs, fail)
        _check_labels(module, annotation, fail)
        _check_folders(annotation, fail)
        if crates and crate not in crates:
            fail("\n" + ERROR_NO_SUCH_CRATE.format(crate = crate, module = _text(module)))
        if crate in seen:
            fail("\n" + ERROR_TWO_ANNOTATIONS.format(crate = crate, module = _text(module)))
        seen[crate] = True

def check_remotes(module, crates, remotes, fail = fail):
    """Fails where a git repository is named that no crate comes from.

    Args:
      module: the module.
      crates: see `check_annotations`.
      remotes: {URL: True} of the repositories that crates come from.
      fail: what to call with an error's text; tests pass their own.
    """
    for tag in module.tags.git:
        if crates and tag.remote not in remotes:
            known = " (there is {})".format(", ".join(remotes)) if remotes else ""
            fail("\n" + ERROR_NO_SUCH_REMOTE.format(known = known, module = _text(module), remote = tag.remote))
