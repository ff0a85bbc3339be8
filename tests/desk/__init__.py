"""Tests of the shared screens: lists, case page, search."""
