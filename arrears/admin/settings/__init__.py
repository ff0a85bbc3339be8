"""Settings 设置: what a body may set, dated, with the default and where it comes from."""
