"""Intake 登记: leads and work orders from every channel (12345, 12333, the national platform, the counter, letters, …).

The room takes in text, spreadsheets, API pushes and counter visits, reads the fields out of them, finds what is the same matter again,
and sends each lead to the right desk. This file imports nothing, so that `arrears.intake.extract` stays light enough for the command line.
"""
