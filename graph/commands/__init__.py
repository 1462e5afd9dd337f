"""The commands: each parses, calls the library, and prints. This room alone knows click."""
