"""A derivation as plain data for JSON: a list of nodes that name each other."""

from __future__ import annotations

from typing import Any

from jiangzhi.explain.model import Derivation, NodeKey


def derivation_data(derivation: Derivation) -> dict[str, Any]:
    """``{"root": id, "nodes": {id: {...}}}``: each value once, ``needs`` naming the nodes below."""
    nodes: dict[str, Any] = {}
    _collect(derivation, nodes)
    return {"root": _id(derivation.key), "nodes": nodes}


def _id(key: NodeKey) -> str:
    return f"{key.step}:{key.row}"


def _collect(node: Derivation, nodes: dict[str, Any]) -> None:
    name = _id(node.key)
    if name in nodes:
        return
    nodes[name] = {
        "title": node.title,
        "level": node.level,
        "entity": list(node.entity),
        "shown": node.shown,
        "value": node.exact,
        "state": node.state,
        "published": node.published,
        "article": node.cite.heading,
        "sentence": node.cite.sentence,
        "readings": list(node.cite.readings),
        "lines": [{"kind": line.kind, "text": line.text} for line in node.lines],
        "needs": [_id(below.key) for below in node.needs],
    }
    for below in node.needs:
        _collect(below, nodes)
