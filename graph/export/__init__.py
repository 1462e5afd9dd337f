"""Exports: formats that other programs read, one a file."""

from graph.export.alignment import Alignment
from graph.export.formats import EXPORT_FORMATS, NETWORK_FORMATS, RDF_FORMATS, write_network
from graph.export.nanopub import write_nanopubs
from graph.export.rdf import write_rdf

__all__ = [
    "EXPORT_FORMATS",
    "NETWORK_FORMATS",
    "RDF_FORMATS",
    "Alignment",
    "write_nanopubs",
    "write_network",
    "write_rdf",
]
