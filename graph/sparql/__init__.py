"""SPARQL from outside: named queries, parameters, guard, deadline, answers."""
