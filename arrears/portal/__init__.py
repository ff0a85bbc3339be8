"""Public pages 公开页面, without a log-in: the calculator of periods, every rule with its article, the procedures, help for users.

Works here: anybody. Owns nothing; shows what `law` declares and nothing else. Asks: law, cases.calendar (the days off in force).
Read first: views.py, then law_pages.py.
"""
