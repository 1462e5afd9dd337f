"""The graph as a network: links, layers, paths, causes, ranks."""
