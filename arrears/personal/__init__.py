"""Personal values 个人信息: id numbers, phones, bank cards, addresses and original narratives, encrypted one by one.

Elsewhere in the house stands only the id of a value (a UUID) or its masked text. To read one in full is `reveal`: logged.
Read first: vault.py.
"""
