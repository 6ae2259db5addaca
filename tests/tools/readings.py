"""No browser test believes one reading of a page: `python tests/tools/readings.py [folder]`.

`assert page.locator("main").inner_text() == …` right after a click reads whatever page is there at
that moment: on a slow machine the one before. What is asserted, or decides an `if` or a `while`,
must be awaited: `expect(...)` of playwright, or a function of `tests/browser/reading.py`, which is
the one place that reads, after a wait. A value that is read once into a name and asserted later is
the same reading.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
READS = {
    "all_inner_texts",
    "all_text_contents",
    "content",
    "count",
    "evaluate",
    "evaluate_all",
    "get_attribute",
    "inner_html",
    "inner_text",
    "input_value",
    "is_checked",
    "is_disabled",
    "is_editable",
    "is_enabled",
    "is_hidden",
    "is_visible",
    "text_content",
    "title",
}
WAITS = "reading.py"
SETS_THE_PATIENCE = "conftest.py"
INSTEAD = "a page is read once and may not be there yet: say it with `expect(...)` or reading.py"
EVALS = "`wait_for_function` asks by eval, which the pages forbid: `until(...)` of reading.py waits"
PATIENCE = "how long a test waits is said once: take `in_hand(browser)` of conftest.py"


def readings(tree: ast.AST) -> Iterator[Any]:
    """The calls inside that read a page and do not wait."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in READS
            and not isinstance(node.func.value, ast.Constant)  # "aab".count("a")
        ):
            yield node


def names_read(function: ast.AST) -> set[str]:
    """Names of a function that hold what was read off a page, as it was read.

    What a script gave back is judged by whoever wrote the script: it can wait by itself.
    """
    return {
        name.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and any(
            node.value is call and call.func.attr != "evaluate" for call in readings(node.value)
        )
        for name in node.targets
        if isinstance(name, ast.Name)
    }


def functions_that_read(functions: list[ast.FunctionDef]) -> set[str]:
    """Functions whose result is a reading that nothing has awaited."""
    return {
        function.name
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and node.value and any(readings(node.value))
    }


def is_bare(test: ast.AST, names: set[str], bare: set[str], own: set[str]) -> bool:
    """Whether it hangs on one reading: made here, held by a name, or come out of a function."""
    return any(readings(test)) or any(
        isinstance(node, ast.Name) and node.id in names | bare for node in inside(test, own)
    )


def inside(tree: ast.AST, own: set[str]) -> Iterator[ast.AST]:
    """Its parts; what a function of the file is given decides nothing by itself."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own:
            yield node.func
        else:
            yield from inside(node, own)


def decided(tree: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """Everything that is asserted, or that a branch hangs on; the latter may hang on a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield node.test, True
        elif isinstance(node, ast.If | ast.While | ast.IfExp):
            yield node.test, False


def said_of(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    own, bare = {each.name for each in functions}, functions_that_read(functions)
    for function in functions:
        names = names_read(function)
        for test, is_asserted in decided(function):
            if is_bare(ast.Expression(test), names if is_asserted else set(), bare, own):
                yield f"{file.name}:{test.lineno}: {INSTEAD}"
    if file.name != SETS_THE_PATIENCE:
        yield from (f"{file.name}:{line}: {PATIENCE}" for line in impatient(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "wait_for_function":
            yield f"{file.name}:{node.lineno}: {EVALS}"


def impatient(tree: ast.AST) -> Iterator[int]:
    """Where somebody opens a browser past the one place that says how long is waited."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_a_browser = ast.unparse(node.func.value).split(".")[-1] == "browser"
            if node.func.attr in {"new_context", "new_page"} and of_a_browser:
                yield node.lineno


def browser_tests(folder: Path) -> list[Path]:
    """Whatever drives a page, wherever it stands."""
    files = sorted(folder.rglob("*.py"))
    return [
        file for file in files if file.name != WAITS and "playwright" in file.read_text("utf-8")
    ]


def main(folder: Path) -> int:
    said = [line for file in browser_tests(folder) for line in said_of(file)]
    print(*said, sep="\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests"))
