"""Check 文书验收: the acceptance checklist of documents.md 6 as functions; each yields a Finding for what is wrong, or nothing.

`findings(pdf, printed)` runs all that apply to one paper. They read the finished file with poppler and qpdf (tests and
`arrears fonts`-machines have them, the web process does not need them). Numbers are those of the checklist.
"""

from __future__ import annotations

from collections.abc import Iterator

from arrears.documents.check import content, file, flow, geometry
from arrears.documents.check.pdf import Finding, Pdf, Printed

CHECKS = geometry.CHECKS | flow.CHECKS | content.CHECKS | file.CHECKS


def findings(content_: bytes, printed: Printed) -> Iterator[Finding]:
    """Everything the checklist finds wrong with the file of this paper, in the order of its numbers."""
    pdf = Pdf.read(content_)
    for number in sorted(CHECKS):
        for told in CHECKS[number](pdf, printed):
            yield Finding(number, told)


__all__ = ["CHECKS", "Finding", "Pdf", "Printed", "findings"]
