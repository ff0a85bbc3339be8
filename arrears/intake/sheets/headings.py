"""Heading words 表头词: which field a heading names. The words stand in lead_headings.toml and roster_headings.toml,
not here.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST_HEADING = 30  # characters; a longer cell is a text, not a heading
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]?")
_MARKS = re.compile(r"[\s*:：、,，.。;；/\\|_\-—'\"“”]+")
_UNIT_END = re.compile(r"(?:单位)?(?:亿元|万元|千元|人民币元|人民币)$")
_PARENT_TAIL = re.compile(r"(?:基本|相关)?(?:信息|情况|资料|栏|部分)$")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a vocabulary: its name in code, its Chinese label, its cell parser, and the words that name it."""

    name: str
    label: str
    kind: str
    exact: frozenset[str]
    contains: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A heading that names a field; `strength` above 100 means the whole heading did."""

    field: Field
    strength: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All fields of one kind of table."""

    fields: Mapping[str, Field]

    def match(self, parts: Sequence[str]) -> Match | None:
        """The field that a heading names. `parts`: from the top heading down to the lowest, merged parents included."""
        leaf = next((p for p in reversed(parts) if p.strip()), "")
        parents = [_PARENT_TAIL.sub("", normal(p)) for p in parts if p.strip() and p is not leaf]
        words = [normal(leaf)]
        if parents:
            words.insert(0, parents[-1] + words[0])
        for word in words:
            for field in self.fields.values():
                if word in field.exact:
                    return Match(field, 100 + len(word))
        before = len(words[0]) - len(words[-1])  # the parent alone names nothing: 反映人情况/住址
        return self._contained(words[-1], 0) or (self._contained(words[0], before) if before else None)

    def _contained(self, word: str, before: int) -> Match | None:
        if not word or len(word) > LONGEST_HEADING:
            return None
        best: Match | None = None
        for field in self.fields.values():
            if any(n in word for n in field.never):
                continue
            longest = max((len(c) for c in field.contains if c in word and word.rfind(c) + len(c) > before), default=0)
            if longest > (best.strength if best else 0):
                best = Match(field, longest)
        return best


def normal(heading: str) -> str:
    """A heading for comparing: half width, lower case, without blanks, brackets with their contents, marks and units."""
    text = unicodedata.normalize("NFKC", heading).lower()
    bare = _MARKS.sub("", _BRACKETS.sub("", text)) or _MARKS.sub("", text)
    return _UNIT_END.sub("", bare) or bare


@cache
def vocabulary(name: str) -> Vocabulary:
    """The words of `lead` or `roster` tables."""
    rows = tomllib.loads(files(__package__).joinpath(f"{name}_headings.toml").read_text("utf-8"))
    return Vocabulary(
        {
            key: Field(
                key,
                row["label"],
                row["kind"],
                frozenset(normal(w) for w in row["exact"]),
                tuple(normal(w) for w in row["contains"]),
                tuple(normal(w) for w in row["never"]),
            )
            for key, row in rows.items()
        }
    )
