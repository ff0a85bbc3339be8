"""Error cells in the old .xls format, which the reader gives as empty cells.

Looks for the two BIFF8 records that hold an error ([MS-XLS] 2.4.24 BoolErr, 2.4.127 Formula) anywhere in the file.
A match counts only where the reader found nothing at that row and column, so a chance match in other bytes is harmless.
"""

from __future__ import annotations

import re

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOOL_ERR = re.compile(rb"\x05\x02\x08\x00(..)(..)..([\x00\x07\x0f\x17\x1d\x24\x2a])\x01", re.DOTALL)
_FORMULA = re.compile(rb"\x06\x00..(..)(..)..\x02.([\x00\x07\x0f\x17\x1d\x24\x2a])...\xff\xff", re.DOTALL)


def old_errors(content: bytes) -> dict[tuple[int, int], str]:
    """(row from 1, column from 0) → error text, for all sheets of the file together."""
    found: dict[tuple[int, int], str] = {}
    for record in (_BOOL_ERR, _FORMULA):
        for match in record.finditer(content):
            row, column = int.from_bytes(match[1], "little"), int.from_bytes(match[2], "little")
            if column < 256:
                found[row + 1, column] = ERRORS[match[3][0]]
    return found
