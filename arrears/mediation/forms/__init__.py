"""Forms of mediation 调解表单: the shape of what is typed. What the law allows is asked in actions, whose refusal lands at the field.

opening.py: the application · steps.py: consents, invitation, assignment, the ends · sitting.py: a session with its record ·
agreement.py: the agreement · roster.py: the roster · lists.py: filters and the contact note of the desk · pasting.py: tables pasted
out of a spreadsheet.
"""
