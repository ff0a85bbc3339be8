"""Kinds 文书目录的各行: the rows of the catalogue, one file a subject, in the order of documents.md 2."""
