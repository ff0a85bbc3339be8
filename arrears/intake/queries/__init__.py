"""Reads of intake 登记: the desk's list, one lead, likely twins, the law's proposal, the reply block. Plain rows, costs stated."""
