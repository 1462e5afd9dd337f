"""The `panmunjom` command: the group, its commands in the order of their use, and how it ends."""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found] # there at once, as the module made of it is not
import os


def _leave(*_: object) -> None:
    """End at once, in silence: nothing has begun yet, or all is done."""
    os._exit(130)


def _interrupts(call: object, instead_of: object) -> None:
    """Let an interrupt do something else than it does, unless the caller's caller has its own will about it."""
    try:
        if signal.getsignal(signal.SIGINT) is instead_of:
            signal.signal(signal.SIGINT, call)
    except ValueError:  # not in the thread that may
        return


_interrupts(_leave, instead_of=signal.default_int_handler)

import atexit  # noqa: E402
import gc  # noqa: E402
from importlib import import_module  # noqa: E402
from typing import Any  # noqa: E402

gc.set_threshold(50_000, 20)  # an import or an answer makes many things and few circles of them

import click  # noqa: E402

_SECTIONS = {
    "Look up": {"look_up": "show find claims sources disagreements cite", "events": "events"},
    "Connect": {"connect": "path around why"},
    "Measure": {"measure": "rank communities changes"},
    "Ask in SPARQL": {"ask": "query queries ontology"},
    "Pages": {"pages": "page tour"},
    "Data": {"data": "check new export", "compiled": "build cache"},
    "For others": {"serve": "serve mcp"},
}
"""The commands by section, and the module in `graph.commands` that has them."""

_HOMES = {
    command: module for homes in _SECTIONS.values() for module, names in homes.items() for command in names.split()
}


class Panmunjom(click.Group):
    """The command group: each command is imported when it is called, errors are one plain message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of their use."""
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in _HOMES:
            return None
        found: click.Command = getattr(import_module(f"graph.commands.{_HOMES[cmd_name]}"), cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands section by section."""
        for section, homes in _SECTIONS.items():
            names = [name for commands in homes.values() for name in commands.split()]
            found = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name, command.get_short_help_str(300)) for name, command in found if command]
            with formatter.section(section):
                formatter.write_dl(rows)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a program; outside a command an interrupt has nothing to clear away."""
        _interrupts(_leave, instead_of=signal.default_int_handler)
        try:
            return super().main(*args, **kwargs)
        finally:
            _interrupts(signal.default_int_handler, instead_of=_leave)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments, of which --help and --version are answers already."""
        from graph.commands.terminal import ended_clearly

        with ended_clearly():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; however it ends, that is told in one message."""
        from graph.commands.terminal import ended_clearly

        with ended_clearly():
            return super().invoke(ctx)


@click.group(cls=Panmunjom, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="panmunjom")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Ask a knowledge graph of Korean Peninsula diplomacy: who, with whom, when, and says who.

    Every name may be written in English, Russian or Korean. Alone, the command tells what is in the graph.
    """
    if ctx.invoked_subcommand is None:
        from graph.commands.options import data_from_environment
        from graph.commands.output import emit_lines
        from graph.knowledge import open_graph
        from graph.render.overview import overview

        emit_lines(overview(open_graph(*data_from_environment()).conclusions))


atexit.register(gc.freeze)  # what is left when a command has ended is not gone through once more
atexit.register(_interrupts, _leave, signal.default_int_handler)

if "_PANMUNJOM_COMPLETE" in os.environ:
    from graph.commands.options import quote_for_bash

    quote_for_bash()

_interrupts(signal.default_int_handler, instead_of=_leave)  # who imports this has its own

if __name__ == "__main__":
    main()
