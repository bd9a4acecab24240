"""Programs of @registry_<cpu>, for the machine that tests run on."""

load("//platforms:arches.bzl", "HOSTS")

def registry_tool(target):
    """A target of the repository that fits the machine.

    Args:
      target: for example "bin/crane".

    Returns:
      A select.
    """
    return select({
        "@platforms//cpu:" + host.cpu: "@pinned//registry_{}:{}".format(host.cpu, target)
        for host in HOSTS
    })

def registry_tools(name, targets):
    """One alias per target, so that paths can be told to a test.

    Args:
      name: prefix of the aliases.
      targets: {suffix: target of the repository}.
    """
    for suffix, target in targets.items():
        native.alias(name = "{}_{}".format(name, suffix), actual = registry_tool(target))
