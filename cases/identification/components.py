"""What holds together: the connected parts of a graph."""

from collections.abc import Collection, Iterable


def connected_parts(nodes: Collection[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The nodes in parts: two are in one part if a chain of pairs leads from one to the other.

    Each part in the order of its numbers. The largest part first, and of equally large ones that
    with the lowest number. Pairs with a node that is not among the nodes join nothing.
    """
    root = {node: node for node in nodes}
    for one, other in pairs:
        if one in root and other in root:
            low, high = sorted((_root(root, one), _root(root, other)))
            root[high] = low
    parts: dict[int, list[int]] = {}
    for node in sorted(nodes):
        parts.setdefault(_root(root, node), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))


def _root(root: dict[int, int], node: int) -> int:
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node
