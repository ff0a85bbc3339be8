"""The command `arrears` 命令行: a group that loads a subject's commands only when one of them is called.

Adding a command: write `arrears/<room>/commands.py` with a click command and add one line to COMMANDS. Never imports a room here:
`arrears law …` answers without a database, and its start stays short. All words to people are Chinese, bad input never ends in a
traceback; exit status 2 for a wrong call, 1 for a job that failed.
"""

from arrears.commandline import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("arrears.serve:command", "启动系统：网页、后台任务、定时任务，Ctrl-C 停止"),
    "web": ("arrears.jobs.commands:web", "只启动网页（正式环境用 gunicorn wsgi:app）"),
    "worker": ("arrears.jobs.commands:worker", "只启动后台任务：通知、邮件、文书"),
    "scheduler": ("arrears.jobs.commands:scheduler", "只启动定时任务：到期期限"),
    "sweep": ("arrears.jobs.commands:sweep", "立即处理一次到期期限"),
    "doctor": ("arrears.doctor:command", "自检：本机缺什么、该怎么办"),
    "fonts": ("arrears.documents.commands:fonts", "打印文书的字体：生成或检查"),
    "import": ("arrears.intake.sheets.command:import_command", "读入线索表或花名册，--dry-run 只试读"),
    "extract": ("arrears.intake.extract.command:extract_command", "从工单原文抽取要素，不需要数据库"),
    "api": ("arrears.api.commands:api", "平台接口：令牌的签发、查看、停用"),
    "db": ("arrears.cli.database:database", "数据库结构：升级、降级、查看"),
    "demo": ("arrears.demo.commands:demo", "演示数据：生成、按今天重做、登录账号"),
    "seed": ("arrears.seed.commands:seed", "批量生成测速用的案件（不用于正式库）"),
    "admin": ("arrears.cli.administration:admin", "第一个管理员、机构"),
    "audit": ("arrears.cli.administration:audit", "校验记录链"),
    "calendar": ("arrears.cli.administration:calendar", "录入一年的放假安排"),
    "personal": ("arrears.cli.administration:personal", "个人信息换密钥"),
    "law": ("arrears.cli.law:law", "法律规则：期限、路径、金额、程序，不需要数据库"),
}
"""Command name -> (module:attribute, the line of the overview)."""

main = LazyGroup(name="arrears", commands_table=COMMANDS, help="安薪办：欠薪案件办理系统。")
