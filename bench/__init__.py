"""Measurements by hand 测速: `python -m bench` measures the screens; the scripts beside it one subject each."""
