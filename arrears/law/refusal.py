"""A rule's no 拒绝: which field, in which words, by which source."""

from __future__ import annotations


class Refused(Exception):
    """The law or a rule of the office does not allow it. `field`: name of the fact ('' for the whole act); `sentence`: Chinese, with
    the way out; `source`: article or setting, '' if none."""

    def __init__(self, field: str, sentence: str, source: str = "") -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence
        self.source = source
