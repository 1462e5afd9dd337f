"""Data read and written: files, the shipped folders, and the reader through which all above sees claims."""
