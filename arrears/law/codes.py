"""Code lists 代码表: every list a form, an import or a report chooses from, code → 中文 in order of frequency.

The first code is the default of a form. Codes are stored and exported, so a code is never renamed or reused; a label may change.
Nothing here decides anything. Lists of conclusions and their proofs: `conclusions`; states: `procedures`; roles: `roles`.
"""

from __future__ import annotations

from collections.abc import Mapping

from arrears.law.codes_intake import INTAKE
from arrears.law.codes_people import PEOPLE
from arrears.law.codes_procedure import PROCEDURE
from arrears.law.conclusions import CONCLUSIONS

CODES: Mapping[str, Mapping[str, str]] = {
    **INTAKE,
    **PEOPLE,
    **PROCEDURE,
    "conclusion": {conclusion.code: conclusion.zh for conclusion in CONCLUSIONS.values() if conclusion.closes},
}
"""List name → its codes. The names are those a fact gives in `Fact.codes`."""


class UnknownCode(KeyError):
    """No such list, or no such code in it."""


def codes(name: str) -> Mapping[str, str]:
    """The list of that name. Raises UnknownCode."""
    try:
        return CODES[name]
    except KeyError:
        raise UnknownCode(name) from None


def label(name: str, code: str) -> str:
    """The 中文 of one code. Raises UnknownCode."""
    try:
        return CODES[name][code]
    except KeyError:
        raise UnknownCode(f"{name}: {code}") from None


def default(name: str) -> str:
    """The first code of a list: what a form offers before anything is chosen. Raises UnknownCode."""
    return next(iter(codes(name)))
