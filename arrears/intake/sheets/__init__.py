"""Import files 导入文件: spreadsheets and text tables in, clean rows with their problems out. Pure: no database, no
web.

`read` reads a table of leads 线索表, `read_roster` a worker roster 花名册; both raise `FileRefused` with a Chinese
reason where the whole file cannot be read. `export` writes spreadsheets in which no cell is a formula. Read first:
leads.py, then columns.py, then cells/.
"""

from .leads import read
from .refusal import FileRefused, Limits
from .result import LeadRow, Sheet
from .roster import Roster, RosterRow, read_roster
from .sameness import Earlier, EarlierRows, Known

__all__ = [
    "Earlier",
    "EarlierRows",
    "FileRefused",
    "Known",
    "LeadRow",
    "Limits",
    "Roster",
    "RosterRow",
    "Sheet",
    "read",
    "read_roster",
]
