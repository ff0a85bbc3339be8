"""Running state 运行状态: last jobs, messages that wait or failed, disk, fonts, calendar, database."""
