"""Dossier 案卷: what a closed proceeding leaves to the archive, as one PDF a volume: 正卷 for the parties, 副卷 for the office.

`order` says which paper stands where (documents.md 5); `contents` collects the pieces of a case; `filing` refuses the act 归档 while
something is missing, and records it; the worker binds the volume (`binding`, `building`). Works for: clerk, mediator, archive, a party
who reads the 正卷. Asks: documents, cases, and the procedures for the result on the cover. Read first: order.py, then contents.py.
"""
