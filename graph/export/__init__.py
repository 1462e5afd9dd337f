"""Exports: what a graph holds in formats that other programs read."""

from graph.export.formats import FORMATS, RDF_FORMATS, export

__all__ = ["FORMATS", "RDF_FORMATS", "export"]
