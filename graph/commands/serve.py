"""Serve: the graph behind HTTP for browsers and SPARQL clients, and behind MCP for assistants."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import click

from graph.commands.types import Command


def _served(command: Any) -> Any:
    """Give a command the options that choose the data and the limits."""
    options = [
        click.option("--data", type=click.Path(), multiple=True, metavar="PATH", envvar="PANMUNJOM_DATA", help="Serve this instead of the shipped data."),
        click.option("--add", type=click.Path(), multiple=True, metavar="PATH", help="Serve this as well."),
        click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Processes that answer; two more than processors by default."),
        click.option("--timeout", "deadline", type=click.FloatRange(0.1, 600), default=30, show_default=True, metavar="SECONDS", help="The most that an answer may take."),
        click.option("--memory", type=click.IntRange(64), default=1024, show_default=True, metavar="MB", help="The most that an answer may need."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command(cls=Command)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; 0.0.0.0 for everybody who can reach this machine.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any that is free."
)
@click.option(
    "--url",
    "address",
    metavar="URL",
    help="Scheme and host under which the world knows it, behind a proxy.",
)
@click.option(
    "--queue",
    type=click.IntRange(1),
    default=64,
    show_default=True,
    metavar="N",
    help="Questions that may wait; others are told to come again.",
)
@click.option("--reload", is_flag=True, help="Read the data anew when a file changes.")
@click.option("--open", "show_", is_flag=True, help="Open it in the browser.")
@_served
def serve(
    host: str, port: int, address: str | None, reload: bool, show_: bool, workers: int | None, data: tuple[str, ...],
    add: tuple[str, ...], **limits: Any,
) -> None:  # fmt: skip
    """Serve pages, linked data and SPARQL, for a browser or any client, until Ctrl-C.

    \b
    panmunjom serve
    panmunjom serve --port 9000 --add mine.trig --reload
    """
    server = _installed("graph.serve.server", "serve")
    _refuse_stdin(*data, *add)
    from graph.serve.settings import Settings

    settings = Settings(data, add, address=_checked(address or ""), **limits)
    settings = settings._replace(workers=workers or settings.workers)
    listening = server.listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    here = f"http://{shown}:{listening.getsockname()[1]}"

    def ready(service: Any) -> None:
        nursery = service.pool.nursery
        click.echo(
            f"Serving {nursery.claims} claims from {nursery.sources} sources at {here}/  (Ctrl-C ends it)", err=True
        )
        if host in {"0.0.0.0", "::"}:
            click.echo(
                "Everybody who can reach this machine can ask it. See docs/serve.md for a proxy in front.", err=True
            )
        if show_:
            click.launch(f"{here}/")
        if not (nursery.compiled or add):
            from graph.commands.later import compile_later

            compile_later(data)

    click.echo("Opening the graph …", err=True)
    with suppress(KeyboardInterrupt):  # before it answers; later it ends by itself
        server.run(settings, listening, ready, reload=reload)
    click.echo("Ended.", err=True)


@click.command("mcp", cls=Command)
@_served
def mcp(workers: int | None, data: tuple[str, ...], add: tuple[str, ...], **limits: Any) -> None:
    """Answer an assistant over stdin and stdout by the Model Context Protocol, until it hangs up.

    \b
    panmunjom mcp
    """
    stdio = _installed("graph.serve.stdio", "mcp")
    _refuse_stdin(*data, *add)
    from graph.serve.settings import Settings

    stdio.run(Settings(data, add, workers=workers or 2, **limits))


def _refuse_stdin(*paths: str) -> None:
    if "-" in paths:
        raise click.UsageError("What is served is read again when a process is replaced; save it to a file.")


def _checked(address: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    if address and not (parts.scheme in {"http", "https"} and parts.netloc and parts.path in {"", "/"}):
        raise click.UsageError("--url is a scheme and a host, such as https://panmunjom.example.org")
    return address.rstrip("/")


def _installed(module: str, extra: str) -> Any:
    """Return a module whose packages come with an extra."""
    from importlib import import_module

    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("graph"):
            raise
        raise click.UsageError(
            f"{error.name} is not installed; pip install 'panmunjom[{extra}]' brings it."
        ) from error
