"""An extension's control file, read as PostgreSQL reads it; for repository rules.

    text --parse_control--> {parameter: value} --control_names--> sql_version, versioned_library

Actions read control files by `src/tools/control_file`, which has the same grammar
(PostgreSQL's `guc-file.l`); the tests of both have the same rows.
"""

load(":control_tokens.bzl", "control_tokens")

ERROR_CONTROL_SYNTAX = """\
{file}: line {line} is no `name = value`: `{text}`. A value with more than letters and digits stands in \
single quotes, in which '' is a quote; a comment begins with #"""

ERROR_CONTROL_INCLUDE = """\
{file}: line {line}: `{directive}` is not supported. Write the parameters of that file here"""

ERROR_CONTROL_VERSION = """\
{file}: no default_version, so CREATE EXTENSION would not know which script to run. Write \
`default_version = '@CARGO_VERSION@'`"""

ERROR_CONTROL_LIBRARY = """\
{file}: module_pathname is `{module}`, but the library is installed as `$libdir/{extension}.so`, as cargo-pgrx \
does it, so no function would be found. Write `module_pathname = '{extension}'`, or give the file the extension's name"""

# What cargo-pgrx puts the crate's version in place of.
_CARGO_VERSION = "@CARGO_VERSION@"

_INCLUDES = ["include", "include_dir", "include_if_exists"]

def parse_control(text, file = "the control file", fail = fail):
    """The parameters of a control file.

    Args:
      text: the file's text.
      file: what to call it in messages.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      {name: value}; of two lines for one parameter the last counts. None after an error.
    """
    parameters = {}
    for number, line in enumerate(text.split("\n")):
        parameter = _parameter(control_tokens(line))
        if parameter == None:
            return fail(ERROR_CONTROL_SYNTAX.format(file = file, line = number + 1, text = line.strip()))
        if parameter and parameter[0].lower() in _INCLUDES:
            return fail(ERROR_CONTROL_INCLUDE.format(directive = parameter[0], file = file, line = number + 1))
        if parameter:
            parameters[parameter[0]] = parameter[1]
    return parameters

def control_names(control, crate_version, file = "the control file", fail = fail):
    """What a control file says of an extension's files, as attributes of pgrx_extension.

    Args:
      control: what `parse_control` returned.
      crate_version: the crate's version, in place of @CARGO_VERSION@.
      file: what to call the control file in messages.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      A struct: `sql_version`, and `versioned_library`: whether the library is called
      `<extension>-<sql_version>.so`. None after an error.
    """
    if not control.get("default_version"):
        return fail(ERROR_CONTROL_VERSION.format(file = file))
    return struct(
        sql_version = control["default_version"].replace(_CARGO_VERSION, crate_version),
        versioned_library = "module_pathname" not in control,
    )

def check_library(control, extension, file, fail = fail):
    """Refuses a control file by which PostgreSQL would look for another library.

    The build does so too (`src/tools/pgrx_install`), once everything is compiled.

    Args:
      control: what `parse_control` returned.
      extension: what the extension is called.
      file: what to call the control file in messages.
      fail: what to call with an error's text; tests pass their own.
    """
    module = control.get("module_pathname", extension)
    folder, _, name = module.rpartition("/")
    if name.removesuffix(".so") != extension or (folder not in ("", "$libdir") and not folder.startswith("/")):
        fail(ERROR_CONTROL_LIBRARY.format(extension = extension, file = file, module = module))

def _parameter(tokens):
    """(name, value) of a line's tokens, () if there are none, None if they make no sense."""
    if tokens == []:
        return ()
    if tokens == None or tokens[0].kind not in ["name", "qualified"]:
        return None
    values = tokens[2:] if len(tokens) > 1 and tokens[1].kind == "=" else tokens[1:]
    if len(values) != 1 or values[0].kind not in ["name", "value"]:
        return None
    return (tokens[0].value, values[0].value)
