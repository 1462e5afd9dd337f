"""Answers as text: lines for the terminal, tables, JSON, CSV and Markdown. Nothing here prints."""
