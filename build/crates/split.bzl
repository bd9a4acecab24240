"""What is the same for each CPU and major, and what is not."""

def split_by_tag(by_tag, cpus, majors):
    """Takes apart what is common, what a CPU adds and what a PostgreSQL major adds.

    Args:
      by_tag: {tag: {item: True}}; "" for what no tag applies to, a CPU, or a major, which
        is as the first CPU has it.
      cpus: the CPUs' tags.
      majors: the majors' tags.

    Returns:
      {tag: list of items}: "" is common to all; what a CPU or major adds is under its tag.
    """
    if "" in by_tag:
        return {"": _sorted(by_tag[""])}
    in_major = {major: by_tag[major] for major in majors if major in by_tag}
    varying = {
        item: True
        for items in in_major.values()
        for item in items
        if [True for others in in_major.values() if item not in others]
    }
    in_cpu = {
        cpu: {item: True for item in by_tag[cpu] if item not in varying}
        for cpu in cpus
        if cpu in by_tag
    }
    common = {
        item: True
        for items in in_cpu.values()
        for item in items
        if not [True for others in in_cpu.values() if item not in others]
    }
    found = {"": _sorted(common)}
    for cpu, items in in_cpu.items():
        found[cpu] = _sorted({item: True for item in items if item not in common})
    for major, items in in_major.items():
        found[major] = _sorted({item: True for item in items if item in varying})
    return {tag: items for tag, items in found.items() if items or not tag}

def _sorted(items):
    return [item for _, item in sorted([(str(item), item) for item in items])]
