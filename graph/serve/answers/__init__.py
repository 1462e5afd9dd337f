"""Answers: what each address of the site gives, made from the library alone."""
