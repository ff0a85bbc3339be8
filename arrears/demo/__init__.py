"""The demonstration 演示: eighteen bodies, their people and some 120 proceedings, made once by the real acts at past times.

A function of a seed and of today: the same day gives the same cases in the same states. Nothing is written here but by `begin`,
`perform`, `submit` and `decide`; bodies, people and files are what an administrator would have entered. Commands: commands.py.
Read first: making.py (the order of things), stage.py (how a story is played), then stories/.
"""
