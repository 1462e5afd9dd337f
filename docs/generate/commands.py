"""commands.md: what the commands say of themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

import click

from cli import main
from graph.commands.options import graph_options

INTRODUCTION = """\
# Commands

Made by `python docs/generate` from the commands' own help; a test holds it to them, and runs every example.

Answers go to stdout, everything else to stderr. Exit codes: 0 answered, 1 found nothing or a check failed, 2 bad
usage or bad input, 124 past the deadline, 130 interrupted.

A NAME is written in English, Russian or Korean, or as a descriptor ("the Russian foreign minister"); which entity
it was taken for is said on stderr. A name that may mean several is refused, and all of them are listed.

Names complete in the shell after `eval "$(_PANMUNJOM_COMPLETE=bash_source panmunjom)"`, or `zsh_source` or
`fish_source`."""


@click.command()
@graph_options
def _reader() -> None:
    """Bear the options that all commands share which read the graph."""


SHARED = {param.name: param for param in _reader.params}


def commands(group: click.Group = main, above: str = "panmunjom") -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{above} {name}")
        elif not command.hidden:
            yield f"{above} {name}", command


def examples(command: click.Command) -> list[str]:
    """Return the example lines in a command's help."""
    lines = inspect.cleandoc(command.help or "").splitlines()
    return [line for line in lines if line.startswith("panmunjom ")]


def reference() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION, "## Options of all commands that read the graph", _options(SHARED.values())]
    for words, command in commands():
        own = [param for param in command.params if param.name not in SHARED]
        reads = len(own) < len(command.params)
        arguments = [_argument(param) for param in own if isinstance(param, click.Argument)]
        prose = [
            line for line in inspect.cleandoc(command.help or "").splitlines() if not line.startswith("panmunjom ")
        ]
        parts += [
            f"## {words.removeprefix('panmunjom ')}",
            f"`{' '.join([words, *arguments])}`" + (", with the options above" if reads else ""),
            "\n".join(prose).replace("\b", "").strip(),
            "\n".join(["```sh", *examples(command), "```"]),
            _options(own),
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _argument(param: click.Argument) -> str:
    if param.metavar:
        return param.metavar
    name = (param.name or "").upper() + ("…" if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _options(params: Iterable[click.Parameter]) -> str:
    return "\n".join(_option(param) for param in params if isinstance(param, click.Option))


def _option(param: click.Option) -> str:
    value = "" if param.is_flag else f" {param.metavar or _choices(param)}"
    names = ", ".join([*param.opts, *param.secondary_opts])
    shown = param.show_default and isinstance(param.default, str | float | int)
    usual = f" Default: `{param.default}`." if shown else ""
    return f"* `{names}{value}`: {param.help or 'Form of the answer.'}{usual}"


def _choices(param: click.Option) -> str:
    return (
        "|".join(map(str, param.type.choices)) if isinstance(param.type, click.Choice) else param.type.name.upper()
    )
