"""The command as a whole: help, exit codes, what is loaded when, and that every option is documented."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest
from rich.console import Console

import counterclaim
from counterclaim.errors import ModelError
from counterclaim.views.cli.main import cli
from counterclaim.views.cli.terminal import printable
from tests.views.cli.fakes import BRIDGE, Failing, run, write_lines

PROGRAM = [sys.executable, "-c", "from counterclaim.views.cli.main import main; main()"]
DOCS = Path(__file__).parents[3] / "docs" / "cli.md"


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(cli)
    return [(name, command) for name in cli.list_commands(context) if (command := cli.get_command(context, name))]


def options() -> list[str]:
    return [f"{name} {o}" for name, c in commands() for p in c.params for o in p.opts if o.startswith("--")]


def test_help_names_every_command() -> None:
    printed = run("--help").stdout
    assert all(f"\n  {name}" in printed for name, _ in commands())


def test_version_is_the_package_version() -> None:
    assert run("--version").stdout == f"counterclaim {counterclaim.__version__}\n"


@pytest.mark.parametrize("option", options())
def test_every_option_is_documented(option: str) -> None:
    name, flag = option.split()
    _, _, after = DOCS.read_text(encoding="utf-8").partition(f"## counterclaim {name}\n")
    assert f"`{flag}" in after.partition("\n## ")[0]


@pytest.mark.parametrize(("name", "command"), commands())
def test_every_command_has_an_example_in_its_help(name: str, command: click.Command) -> None:
    assert f"  counterclaim {name} " in (command.help or "")


def test_help_loads_no_model_and_nothing_heavy() -> None:
    heavy = "{'numpy', 'onnxruntime', 'tokenizers', 'trafilatura', 'py3langid', 'rich', 'lxml'}"
    code = f"""
import sys
from click.testing import CliRunner
from counterclaim.views.cli.main import cli
for arguments in (["--help"], ["read", "--help"], ["evaluate", "--help"]):
    assert CliRunner().invoke(cli, arguments).exit_code == 0
print(sorted({heavy} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_unknown_command_is_wrong_use() -> None:
    assert run("guess").exit_code == 2


def test_a_model_that_cannot_be_loaded_is_said_without_a_traceback() -> None:
    result = run("read", "-", stdin=BRIDGE, reader=Failing(ModelError("model.onnx is missing. Install anew.")))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: model.onnx is missing. Install anew.\n"


def test_an_interrupt_ends_quietly() -> None:
    result = run("read", "-", stdin=BRIDGE, reader=Failing(KeyboardInterrupt()))
    assert (result.exit_code, result.output) == (130, "")


def test_a_reader_of_the_output_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    lines = ({"id": f"a{n}", "text": BRIDGE, "statements": []} for n in range(3))
    gold = write_lines(tmp_path / "gold.jsonl", *lines)
    receiving, sending = os.pipe()
    os.close(receiving)
    done = subprocess.run([*PROGRAM, "evaluate", gold, gold], stdout=sending, stderr=subprocess.PIPE, check=False)
    os.close(sending)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_bar_shows_how_far_many_reports_are_where_only_messages_reach_the_screen(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(BRIDGE, encoding="utf-8")
    terminal, end = pty.openpty()
    arguments = [*PROGRAM, "read", "--text-only", tmp_path]
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=end, text=True, check=True)
    os.close(end)
    assert "5/5" in os.read(terminal, 65536).decode()
    os.close(terminal)
    assert "\x1b" not in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_said_without_a_traceback(tmp_path: Path) -> None:
    gold = write_lines(tmp_path / "gold.jsonl", {"id": "a", "text": BRIDGE, "statements": []})
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*PROGRAM, "evaluate", gold, gold], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)


def test_closed_streams_are_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    words = [*PROGRAM, "read", "--text-only", str(path)]
    done = subprocess.run(["sh", "-c", '"$@" <&- >&- 2>&-', "sh", *words], check=False)
    assert done.returncode == 0


def test_nothing_to_read_on_a_terminal_teaches() -> None:
    terminal, end = pty.openpty()
    done = subprocess.run([*PROGRAM, "read"], stdin=end, capture_output=True, text=True, check=False)
    os.close(terminal)
    os.close(end)
    assert done.returncode == 2
    assert "counterclaim read report.txt" in done.stderr


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\x1b[31mb", "a␛[31mb", id="escape sequence"),
        pytest.param("a\x9b31mb", "a�31mb", id="the same in one character"),
        pytest.param("a\u202eb", "a�b", id="turned direction"),
        pytest.param("a\ud800b", "a�b", id="half a pair"),
        pytest.param("שלום\u200f 👩‍🚒 e\u0301\n\tx", "שלום\u200f 👩‍🚒 e\u0301\n\tx", id="words stay"),
    ],
)
def test_nothing_steers_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_rich_prints_printable_text_as_it_is() -> None:
    page = io.StringIO()
    Console(file=page, width=80).print(printable("a\x1b[2Jb"), markup=False)
    assert page.getvalue() == "a␛[2Jb\n"
