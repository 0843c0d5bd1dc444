"""Write a graph to a file that Gephi and other programs open: GEXF or GraphML.

The writers of networkx are not used. That of GEXF puts the day of writing into the file, and attributes called type,
start and end where the format has the direction and the time of an edge. That of GraphML numbers its attributes, and
Gephi takes number d3 of a node and d7 of an edge for its name. Here the same graph makes the same bytes, in whatever
order its nodes and edges were added, and an attribute that is "" is left out, which programs read as missing.
"""

from __future__ import annotations

import difflib
import math
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from xml.etree import ElementTree as ET

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    import networkx as nx

Value = str | int | float | bool
TYPES: dict[frozenset[type], str] = {
    frozenset({bool}): "boolean",
    frozenset({int}): "long",
    frozenset({float}): "double",
    frozenset({int, float}): "double",
}
# What GEXF has a place of its own for.
OF_GEXF = {"node": ("label",), "edge": ("label", "weight")}
# What no XML can hold even escaped (https://www.w3.org/TR/xml/#charsets), and the line break that it reads as another.
NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Part(NamedTuple):
    """A node or an edge: its identifier, of an edge with those of its ends, and its attributes."""

    names: dict[str, str]
    values: dict[str, Value]


Parts = dict[str, list[Part]]


def write_graph(graph: nx.MultiDiGraph[str], path: str | Path) -> Path:
    """What `onrecord.write_graph` does."""
    place = _place(path)
    document = FORMS[place.suffix.lower()](_parts(graph), _about(graph))
    ET.indent(document)
    beside = place.with_name(f".{place.name}.new")
    try:
        try:
            beside.write_bytes(ET.tostring(document, encoding="utf-8", xml_declaration=True) + b"\n")
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise OnRecordError(
            f"{str(place)!r} cannot be written: {getattr(error, 'strerror', None) or error}. "
            f'Choose another place: onrecord.write_graph(graph, "network{place.suffix}")'
        ) from None
    return place


def _gexf(parts: Parts, about: str) -> ET.Element:
    """See https://gexf.net/schema.html."""
    root = ET.Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    ET.SubElement(ET.SubElement(root, "meta"), "description").text = about
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "idtype": "string", "mode": "static"})
    for scope, those in parts.items():
        declared = ET.SubElement(graph, "attributes", {"class": scope})
        for name, kind in _types(those).items():
            if name not in OF_GEXF[scope]:
                ET.SubElement(declared, "attribute", {"id": f"{scope}-{name}", "title": name, "type": kind})
    for scope, those in parts.items():
        listed = ET.SubElement(graph, f"{scope}s")
        for names, values in those:
            own = {name: _text(values[name]) for name in OF_GEXF[scope] if name in values}
            element = ET.SubElement(listed, scope, names | own)
            if scope == "edge" and "type" in values:
                element.set("kind", _text(values["type"]))  # without it Gephi makes one of all parallel edges
            kept = ET.SubElement(element, "attvalues")
            for name, value in values.items():
                if name not in OF_GEXF[scope]:
                    ET.SubElement(kept, "attvalue", {"for": f"{scope}-{name}", "value": _text(value)})
            if time := _time(values):
                ET.SubElement(ET.SubElement(element, "spells"), "spell", time)
                graph.attrib |= {"mode": "dynamic", "timeformat": "date"}
    return root


def _time(values: dict[str, Value]) -> dict[str, str]:
    """The days between which something may have held; one that is not known is left open."""
    days = {"start": values.get("start_earliest"), "end": values.get("end_latest")}
    return {bound: str(day) for bound, day in days.items() if day}


def _graphml(parts: Parts, about: str) -> ET.Element:
    """See http://graphml.graphdrawing.org/specification.html."""
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    ET.SubElement(root, "desc").text = about
    for scope, those in parts.items():
        for name, kind in _types(those).items():
            declared = {"id": f"{scope}-{name}", "for": scope, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", declared)
    graph = ET.SubElement(root, "graph", {"edgedefault": "directed"})
    for scope, those in parts.items():
        for names, values in those:
            element = ET.SubElement(graph, scope, {at: name.replace("/", ":") for at, name in names.items()})
            for name, value in values.items():
                ET.SubElement(element, "data", {"key": f"{scope}-{name}"}).text = _text(value)
    return root


FORMS = {".gexf": _gexf, ".graphml": _graphml}


def _parts(graph: nx.MultiDiGraph[str]) -> Parts:
    """The nodes and the edges, each sorted by their identifiers."""
    if not (hasattr(graph, "is_multigraph") and graph.is_multigraph() and graph.is_directed()):
        raise OnRecordError(
            f"This is a {type(graph).__name__}; what can be written is a MultiDiGraph, such as onrecord.graph() makes. "
            'Write onrecord.write_graph(onrecord.graph(), "network.gexf")'
        )
    nodes = [Part({"id": str(node)}, _values(node, values)) for node, values in graph.nodes(data=True)]
    edges = [
        Part({"id": str(key), "source": str(source), "target": str(target)}, _values(key, values))
        for source, target, key, values in graph.edges(keys=True, data=True)
    ]
    parts = {"node": nodes, "edge": edges}
    for scope, those in parts.items():
        those.sort(key=lambda part: part.names["id"])
        for one, other in pairwise(those):
            if one.names["id"] == other.names["id"]:
                raise OnRecordError(
                    f"Two {scope}s are called {one.names['id']!r}, and in a file each needs a name of its own. Name "
                    "them as those of onrecord.graph() are, which have the identifiers of their records."
                )
    return parts


def _values(of: object, values: dict[str, object]) -> dict[str, Value]:
    """The attributes that have a value, which has to be of a type that the formats know."""
    kept: dict[str, Value] = {}
    for name, value in values.items():
        known = isinstance(value, int | str) or (isinstance(value, float) and math.isfinite(value))
        if not known or NOT_IN_XML.search(f"{of}{name}{value}"):
            raise OnRecordError(
                f"The attribute {name!r} of {of!r} is {value!r}, which no file of a graph can hold. Make it a number, "
                "a boolean or a text without control characters, or delete it from the graph."
            )
        if value != "":
            kept[name] = cast(Value, value)
    return kept


def _types(parts: list[Part]) -> dict[str, str]:
    """The attributes with what they are in both formats, in the order in which they first occur."""
    found: dict[str, set[type]] = {}
    for part in parts:
        for name, value in part.values.items():
            kind = next(kind for kind in (bool, int, float, str) if isinstance(value, kind))
            found.setdefault(name, set()).add(kind)
    return {name: TYPES.get(frozenset(kinds), "string") for name, kinds in found.items()}


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _about(graph: nx.MultiDiGraph[str]) -> str:
    """How to cite what the graph was made of, and on what terms it may be used."""
    told = {name: str(graph.graph.get(name) or "") for name in ("citation", "license")}
    return NOT_IN_XML.sub("", f"{told['citation']} License: {told['license']}" if all(told.values()) else "")


def _place(path: str | Path) -> Path:
    """The path, if a file can be written there."""
    try:
        place = Path(path)
    except TypeError:
        raise OnRecordError(f'{path!r} is no path. Write onrecord.write_graph(graph, "network.gexf")') from None
    if place.suffix.lower() not in FORMS:
        near = difflib.get_close_matches(place.suffix.lower(), FORMS, n=1)
        meant = str(place.with_suffix(near[0] if near else ".gexf")) if place.name else "network.gexf"
        raise OnRecordError(
            f"The name of {str(place)!r} has to end in {' or '.join(FORMS)}, which says what to write. "
            f"Did you mean onrecord.write_graph(graph, {meant!r})?"
        )
    if not place.parent.is_dir():
        raise OnRecordError(
            f"There is no folder {str(place.parent)!r}. Make it: "
            f"pathlib.Path({str(place.parent)!r}).mkdir(parents=True)"
        )
    return place
