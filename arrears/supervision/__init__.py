"""Supervision by name 挂牌督办: major cases, their demands, reports, term, release; and the watch over everything that is due.

Works here: the head 仲裁机构负责人, the city's supervisor, and the responsible person who reports.
Owns: SupervisionOrder, Measure, Report. Asks: law.thresholds, law.deadlines, cases, money (is it paid?), documents. Read first: actions.py.
"""
