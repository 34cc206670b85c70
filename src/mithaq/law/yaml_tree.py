"""YAML with line marks: plain values, and the line on which each of them stands. Nothing in it repeats or refers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import yaml

from mithaq.law.malformed import LawMalformed

BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is installed; both give the same values


class Loader(BASE):  # type: ignore[misc,valid-type]  # one of two classes
    """Leaves a day as it is written, so that whoever reads it can say which one is in no calendar, and where."""

    yaml_implicit_resolvers: ClassVar[Mapping[str, Any]] = {
        first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
        for first, forms in BASE.yaml_implicit_resolvers.items()
    }


class Tree:
    """A document: its `value`, and where each part of it stands."""

    def __init__(self, root: yaml.Node, value: Any) -> None:
        self._root = root
        self.value = value

    def line(self, path: str) -> int:
        """The line of the value at a path such as ``.clocks.document.days`` or ``.rules[3].months``, or of its
        nearest parent.
        """
        node = self._root
        for step in path.replace("[", ".").replace("]", "").split("."):
            child = _child(node, step) if step else None
            node = child or node
        return _number(node.start_mark)


def read_tree(name: str, text: str) -> Tree:
    """The document in `text`. Raises LawMalformed for what is no YAML, for a key that stands twice, and for aliases:
    a file of the law reads from top to bottom, and none can explode.
    """
    try:
        loader = Loader(text)
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.AliasEvent):
                raise LawMalformed(name, _number(event.start_mark), "no aliases in a pack")
        root = loader.get_single_node()
        if root is None:
            raise LawMalformed(name, 1, "the file is empty")
        for key in _twice(root):
            raise LawMalformed(name, _number(key.start_mark), f"{key.value} stands twice")
        return Tree(root, loader.construct_document(root))
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise LawMalformed(name, _number(mark), problem.problem or "not YAML") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise LawMalformed(name, 1, "not YAML") from None


def _twice(node: yaml.Node) -> Iterator[yaml.Node]:
    """Keys that stand a second time in one mapping: the parser would silently take the last."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _twice(item)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield key
            seen.add(str(key.value))
            yield from _twice(value)


def _number(mark: object) -> int:
    """The line of a mark, 1 where the parser has none (the two YAML parsers have a mark of their own each)."""
    return int(getattr(mark, "line", 0)) + 1


def _child(node: yaml.Node, step: str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
        found: yaml.Node = node.value[int(step)]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None
