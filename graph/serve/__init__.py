"""Serve: the graph behind HTTP and MCP. A front process that never opens the graph, and workers that answer."""
