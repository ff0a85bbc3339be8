"""Forms of arbitration 仲裁表单: the shape of what is typed. What the law allows is asked in the acts, whose refusal lands at the field.

opening.py: the application · steps.py: the front door, the panel and the small steps · serving.py: a row of service ·
sitting.py: schedule, hearing, absence, settlement · awarding.py: the award per claim item.
"""
