"""Forms of intake 登记: shapes of what is typed. What the law allows is asked by the acts."""
