"""click in Chinese and lazy: the overview comes from a table, a command's module is imported when it is called.

Owns the exit status: 0 done, 1 failed, 2 wrong call (click's own sentences are English, so each kind of wrong call has ours).
"""

import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError

HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class ChineseFormatter(click.HelpFormatter):
    """Help text with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """用法 in front of the call."""
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        """The Chinese heading of a section."""
        super().write_heading(HEADINGS.get(heading, heading))


class ChineseContext(click.Context):
    """A context that formats help in Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help line is Chinese."""

    context_class = ChineseContext

    def __init__(self, *args: Any, **extra: Any) -> None:
        extra.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **extra)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help with a Chinese sentence."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of Chinese commands."""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, subcommand_metavar="命令 [参数]…", **extra)

    def main(  # type: ignore[override]  # click's overloads tell Never from Any by standalone_mode
        self, args: Sequence[str] | None = None, prog_name: str | None = None, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Run the command and leave with its exit status; every wrong call is told in Chinese on standard error."""
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **extra)
        try:
            status = super().main(args, prog_name, standalone_mode=False, **extra)
        except NoArgsIsHelpError as wrong:
            _leave(wrong.ctx.get_help() if wrong.ctx else "", 2)
        except click.UsageError as wrong:
            _leave(_with_hint(sentence(wrong), wrong.ctx), 2)
        except click.ClickException as failure:
            _leave(failure.format_message(), failure.exit_code)
        except (click.Abort, KeyboardInterrupt):
            _leave("已中断。", 130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone (… | head): nobody to tell
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


class LazyGroup(ChineseGroup):
    """A group whose commands are named in a table and imported on use."""

    def __init__(self, *, name: str, commands_table: Mapping[str, tuple[str, str]], help: str) -> None:
        super().__init__(name=name, help=help, no_args_is_help=True)
        self._table = commands_table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the table, in its order."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now; None when the table has none."""
        if cmd_name not in self._table:
            return None
        module, _, attribute = self._table[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview from the table alone: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self._table.items()])


def sentence(wrong: click.UsageError) -> str:
    """A wrong call in words for people."""
    match wrong:
        case click.NoSuchOption():
            return f"没有选项 {wrong.option_name}。"
        case click.MissingParameter():
            return f"缺少参数 {_name(wrong)}。"
        case click.BadOptionUsage():
            return f"选项 {wrong.option_name} 的用法不对，缺少值或多写了值。"
        case click.BadParameter():
            return f"参数 {_name(wrong)} 的值不对：{wrong.message}"
    if wrong.message.startswith("No such command"):
        return f"没有命令 {wrong.message.split(chr(39))[1]}。"
    if wrong.message.startswith("Got unexpected extra argument"):
        return "参数多了，请检查。"
    return wrong.message


def _name(wrong: click.BadParameter) -> str:
    if wrong.param is None:
        return wrong.param_hint if isinstance(wrong.param_hint, str) else ""
    return wrong.param.opts[0] if isinstance(wrong.param, click.Option) else (wrong.param.human_readable_name or "")


def _with_hint(text: str, ctx: click.Context | None) -> str:
    return f"{text}\n用 {ctx.command_path} --help 查看用法。" if ctx else text


def _leave(text: str, status: int) -> NoReturn:
    if text:
        click.echo(text, err=True)
    sys.exit(status)
