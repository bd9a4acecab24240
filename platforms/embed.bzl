"""embedding: the machine that builds, with the PostgreSQL of what it is built for.

pgrx before 0.18 has the SQL of an extension from a program that is linked with the extension
(//build/extension:embed.bzl). It starts wherever our tools do, so it has their C library, and the
crate in it sees the headers of the PostgreSQL in question.
"""

load(":arches.bzl", "HOSTS")
load(":glibc.bzl", "GLIBC")
load(":pinned.bzl", "PINNED_INPUTS", "PINNED_OUTPUTS", "pinned_settings")
load(":postgres.bzl", "EXEC_SUITE", "MAJORS")

_MODE = "//command_line_option:compilation_mode"
_PLATFORMS = "//command_line_option:platforms"

def _name(cpu, major):
    return "embed_{}_pg{}".format(cpu, major)

def embed_platforms():
    """The labels of all such platforms, as text."""
    return [str(Label("//platforms:" + _name(host.cpu, major))) for host in HOSTS for major in MAJORS]

def declare_embed_platforms():
    """Declares `embed_<cpu>_pg<major>` for each CPU that toolchains run on."""
    for host in HOSTS:
        for major in MAJORS:
            native.platform(
                name = _name(host.cpu, major),
                constraint_values = [
                    "@platforms//os:linux",
                    "@platforms//cpu:" + host.cpu,
                    ":pinned",
                    ":suite_" + EXEC_SUITE,
                    ":pg" + major,
                ],
            )

def _embedding_impl(settings, attr):
    return pinned_settings(settings) | {
        GLIBC: "",
        _MODE: "fastbuild",
        _PLATFORMS: [str(Label("//platforms:" + _name(attr.cpu, attr.major)))],
    }

# For a rule with the attributes `cpu` and `major`.
embedding = transition(
    implementation = _embedding_impl,
    inputs = PINNED_INPUTS,
    outputs = PINNED_OUTPUTS + [GLIBC, _MODE, _PLATFORMS],
)
