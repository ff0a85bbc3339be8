"""Patterns of many words that are looked for in a whole text.

The regular expression engine tries every alternative of such a pattern at every character. `scanner` reads from the pattern which
characters a match can begin with and lets the engine pass over all others: the same matches, several times faster.

It understands the syntax the patterns of this package are written in (words, classes, groups, alternatives, repeats, look-around);
where it cannot tell a first character (`.`, a negated or wide class, a match of nothing) the pattern is compiled as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLASSES = {"d": r"\d", "s": r"\s"}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
_ZERO_WIDTH_ESCAPES = frozenset("bBAZ")
_OPENING = re.compile(r"\((?:\?(?:(?P<look><?[=!])|:|P<\w+>))?")
_REPEAT = re.compile(r"(?:(?P<none>[?*]|\{(?:0(?:,\d*)?|,\d+)\})|\+|\{\d+(?:,\d*)?\})[?+]?")
_MOST = 700
_WIDEST = 64  # characters of a range that are written out


def scanner(pattern: str) -> re.Pattern[str]:
    """`pattern`, compiled so that a search passes over characters no match begins with. Groups keep their numbers."""
    heads = _Reader(pattern).alternatives()
    if heads.any or heads.empty or not 0 < len(heads.characters) <= _MOST:
        return re.compile(pattern)
    members = "".join(h if len(h) > 1 else re.escape(h) for h in sorted(heads.characters))
    return re.compile(f"(?=[{members}])(?:{pattern})")


@dataclass(slots=True)
class _Heads:
    """What a part of a pattern can begin with: `characters` (a character, or \\d, \\s); `any` character; `empty`: it can match nothing."""

    characters: set[str]
    any: bool = False
    empty: bool = False


class _Reader:
    """Reads a pattern from left to right and tells its first characters."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def alternatives(self) -> _Heads:
        """a|b|c up to the closing bracket or the end."""
        whole = self._sequence()
        while self._next() == "|":
            self.at += 1
            other = self._sequence()
            whole = _Heads(whole.characters | other.characters, whole.any or other.any, whole.empty or other.empty)
        return whole

    def _sequence(self) -> _Heads:
        whole = _Heads(set(), empty=True)
        while self._next() not in ("", "|", ")"):
            part = self._repeated()
            if whole.empty:
                whole = _Heads(whole.characters | part.characters, whole.any or part.any, part.empty)
        return whole

    def _repeated(self) -> _Heads:
        part = self._atom()
        if repeat := _REPEAT.match(self.pattern, self.at):
            self.at = repeat.end()
            part.empty = part.empty or repeat["none"] is not None
        return part

    def _atom(self) -> _Heads:
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            return self._class()
        self.at += 1
        if character == "\\":
            escaped = self._next()
            self.at += 1
            return _Heads(set(), empty=True) if escaped in _ZERO_WIDTH_ESCAPES else _escaped(escaped)
        if character in "^$":
            return _Heads(set(), empty=True)
        return _Heads(set(), any=True) if character == "." else _Heads({character})

    def _group(self) -> _Heads:
        opening = _OPENING.match(self.pattern, self.at)
        if opening is None or self.pattern.startswith("?", opening.end()):
            raise ValueError(f"no scanner reads the group at {self.at} of {self.pattern[:60]}")
        self.at = opening.end()
        inside = self.alternatives()
        self.at += 1
        return _Heads(set(), empty=True) if opening["look"] else inside

    def _class(self) -> _Heads:
        """[…]: its characters; a negated or wide class is any."""
        self.at += 1
        heads = _Heads(set(), any=self._next() == "^")
        self.at += heads.any
        first = True
        while first or self._next() != "]":
            first = False
            member = self._member()
            if self._next() == "-" and self.pattern[self.at + 1] != "]" and len(member.characters) == 1:
                self.at += 1
                low, high = min(member.characters), min(self._member().characters)
                wide = ord(high) - ord(low) >= _WIDEST
                member = _Heads(set() if wide else {chr(c) for c in range(ord(low), ord(high) + 1)}, any=wide)
            heads = _Heads(heads.characters | member.characters, heads.any or member.any)
        self.at += 1
        return heads

    def _member(self) -> _Heads:
        character = self._next()
        self.at += 1
        if character != "\\":
            return _Heads({character})
        escaped = self._next()
        self.at += 1
        return _escaped(escaped)


def _escaped(letter: str) -> _Heads:
    """\\d and \\s stand for their class, \\. for itself, \\w and the like for any character."""
    if letter in _CLASSES:
        return _Heads({_CLASSES[letter]})
    if letter in _CONTROLS:
        return _Heads({_CONTROLS[letter]})
    return _Heads(set(), any=True) if letter.isalnum() else _Heads({letter})
