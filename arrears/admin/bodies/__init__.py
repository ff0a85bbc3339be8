"""Bodies 机构: stations, what papers print as letterhead, first numbers of series, the register of numbers."""
