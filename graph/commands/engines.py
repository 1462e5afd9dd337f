"""The options that choose what computes: this process, or Spark."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--engine` and `--master`; it gets `spark`, which is None where this process computes."""

    @functools.wraps(command)
    def engined(*args: Any, engine: str, master: str | None, **rest: Any) -> Any:
        if engine == "local":
            if master:
                raise click.UsageError("--master goes with --engine spark.")
            return command(*args, spark=None, **rest)
        from graph.spark import Spark

        with Spark(master or "local[*]") as spark:
            return command(*args, spark=spark, **rest)

    for option in (
        click.option("--master", metavar="URL", help="Where Spark runs: local[*] (usual) or spark://host:port."),
        click.option(
            "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
            help="What computes: this process, or Spark, for what outgrows it.",
        ),
    ):  # fmt: skip
        engined = option(engined)
    return engined
