"""What arguments must be: whole numbers, days, times and sizes, in plain digits."""

from __future__ import annotations

import math
import re
from typing import Any

import click

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15}")
_SIZE = re.compile(r"([0-9]{1,12})([KMGT]?)(?:i?B)?", re.IGNORECASE)
_UNITS = {"": 20, "K": 10, "M": 20, "G": 30, "T": 40}


class Command(click.Command):
    """A command that takes no empty argument: as from a variable that is not set, it would ask for everything."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, and refuse what is empty, or given twice where the last would win in silence."""
        *_, named = self.make_parser(ctx).parse_args(args=list(args))
        for option in named:
            once = isinstance(option, click.Option) and not (option.multiple or option.is_flag)
            if once and named.count(option) > 1:
                raise click.BadParameter("it is given twice; once is enough.", ctx, option)
        rest = super().parse_args(ctx, args)
        for param in self.params:
            given = ctx.params.get(param.name or "")
            if given == "" or (isinstance(given, tuple) and "" in given):
                raise click.BadParameter("it is empty; write it, or leave it out.", ctx, param)
        return rest


class Whole(click.IntRange):
    """A whole number in the digits 0 to 9; other scripts' digits and underscores, which Python takes, are none."""

    name = "whole number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the number."""
        if isinstance(value, str) and not _WHOLE.fullmatch(value):
            self.fail(f"{value!r} is no whole number of at most 15 digits.", param, ctx)
        return super().convert(value, param, ctx)


class Seconds(click.ParamType):  # type: ignore[type-arg]
    """A time in seconds above 0, or `inf`."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the time."""
        text = str(value)
        if text == "inf":
            return math.inf
        if not _DECIMAL.fullmatch(text) or not float(text) > 0:
            self.fail(f"{text!r} is no time in seconds above 0, such as 30 or 0.5; inf for no end.", param, ctx)
        return float(text) if float(text) < 1e8 else math.inf


class Size(click.ParamType):  # type: ignore[type-arg]
    """An amount of memory in bytes, written in MiB or with K, M, G or T."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the amount."""
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(str(value))
        size = int(found[1]) << _UNITS[found[2].upper()] if found else 0
        if not 1 << 20 <= size < 1 << 60:
            self.fail(f"{value!r} is no amount of memory from 1 MiB on; write MiB, or 500M, 2G.", param, ctx)
        return size


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day, a month or a year."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Let a date through as it is written."""
        from graph.errors import DataError
        from graph.model.dates import parse_partial

        try:
            parse_partial(value)
        except DataError as error:
            self.fail(f"{error.reason}.", param, ctx)
        return str(value)


class Level(click.ParamType):  # type: ignore[type-arg]
    """A certainty."""

    name = "level"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Let the name of a certainty through."""
        from graph.model.vocabulary import Certainty

        try:
            Certainty.parse(value)
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)
        return str(value)
