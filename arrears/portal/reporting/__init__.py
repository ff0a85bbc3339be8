"""A worker reports arrears himself 我要报欠薪: eleven questions on a phone, a receipt code, and where his matter stands.

No account, no script needed. Answers lie encrypted under a random token until they are sent; then they are a lead (intake.incoming).
Never tells anything about other people, nor who reported. Read first: questions.py, then actions.py.
"""
