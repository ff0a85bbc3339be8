"""People 用户: accounts, roles with dates, grants, leave; never a case."""
