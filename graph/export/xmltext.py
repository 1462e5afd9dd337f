"""XML as text: indented, with its declaration, without characters that XML forbids."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from graph.export.portable import Field, field_text
from graph.model.safe import NOT_XML, safe


def element(parent: Xml.Element | None, tag: str, /, **attributes: Field) -> Xml.Element:
    """Make an element, inside another if there is one."""
    texts = {name: harmless(field_text(value)) for name, value in attributes.items()}
    return Xml.Element(tag, texts) if parent is None else Xml.SubElement(parent, tag, texts)


def harmless(text: str) -> str:
    """Show control characters, and what no XML document can have, by signs that stand for them."""
    return NOT_XML.sub("\ufffd", safe(text))


def xml_document(root: Xml.Element) -> str:
    """Write a document."""
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'
