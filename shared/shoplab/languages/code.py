"""Python source: its comments, and the texts in it that are for readers, are messages; everything else is the course's one code.

A text is for readers when it stands where a reader sees it (a title, a label, a picture's words, what is printed) or when it is
a sentence. An f-string is one message, its fields as they are written. Extraction and translation are the same walk.
"""

import ast
import io
import json
import re
import tokenize
from collections.abc import Callable, Iterator

Say = Callable[[str], str]
Edit = tuple[int, int, str]

ALL = -1
PLACES = {
    "Criterion": (0, 2), "annotate": (0,), "choice": (0,), "mark": (3,), "number": (0,), "print": (ALL,),
    "set_title": (0,), "set_xlabel": (0,), "set_xticklabels": (0,), "set_ylabel": (0,), "set_yticklabels": (0,),
    "suptitle": (0,), "text": (2,), "whole": (0,),
}  # fmt: skip
KEYWORDS = {
    "alt", "amount", "description", "hints", "label", "naive", "placeholder", "right", "says", "suptitle", "takeaway", "title",
    "tooltip", "why", "xlabel", "ylabel",
}  # fmt: skip
SENTENCE = re.compile(r"[A-Z`“\"'¥{].* .* .*[.?!:…][\"”')]?", re.DOTALL)
WORDS = re.compile(r"[^\W\d_]{2}")
FIELD = re.compile(r"\{[^{}]*\}")
CODE = re.compile(r"`[^`]*`")
OWN = re.compile(r"#\s*(#|noqa|type:|fmt:)")
NEW = re.compile(r"\d|-|\.\.\.")


class BrokenText(ValueError):
    """A translation that would change the code; the message says which."""


BROKEN = "The translation of “{message}” changes the code: it must keep the fields in braces, each as it is."


def rewrite(source: str, say: Say, cell: bool = True) -> str:
    """Return the source with each message that `say` answers differently replaced.

    In a notebook's cell, comments and docstrings are for readers; in a file of questions they are the author's. Raises
    BrokenText when a translation doesn't keep the code. A source that isn't Python stays as it is.
    """
    try:
        tree = ast.parse(source)
        edits = [*(_comments(source, say) if cell else ()), *_texts(tree, source, say, cell)]
    except (SyntaxError, tokenize.TokenError):
        return source
    raw = source.encode("utf-8")
    for start, end, text in sorted(edits, reverse=True):
        raw = raw[:start] + text.encode("utf-8") + raw[end:]
    return raw.decode("utf-8")


def blanked(source: str) -> str:
    """Return the code alone: comments gone and every text empty, so that two editions can be compared."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        if isinstance(node, ast.JoinedStr):
            fields = [value for value in node.values if isinstance(value, ast.FormattedValue)]
            node.values = sorted(fields, key=ast.dump)
    return ast.dump(tree)


def has_words(message: str) -> bool:
    """Is there anything to translate, besides fields and code?"""
    return bool(WORDS.search(CODE.sub("", FIELD.sub("", message))))


def _starts(source: str) -> list[int]:
    """The place of each line's first byte."""
    starts = [0]
    for line in source.encode("utf-8").splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _comments(source: str, say: Say) -> Iterator[Edit]:
    """Comments; lines of comment below one another are one message, unless one begins a new step."""
    starts, lines = _starts(source), source.splitlines(keepends=True)
    groups: list[tuple[int, int, int, list[str]]] = []  # first byte, end, column when on lines of their own, words
    last_row = -1
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or OWN.match(token.string):
            continue
        row, column = token.start
        alone = not token.line[:column].strip()
        start = starts[row - 1] + len(lines[row - 1][:column].encode("utf-8"))
        end, words = start + len(token.string.encode("utf-8")), token.string.lstrip("#").strip()
        goes_on = groups and alone and groups[-1][2] == column and row == last_row + 1 and not NEW.match(words)
        if goes_on:
            first, _, _, said = groups.pop()
            groups.append((first, end, column, [*said, words]))
        else:
            groups.append((start, end, column if alone else -1, [words]))
        last_row = row
    for start, end, _, said in groups:
        message = " ".join(said)
        told = say(message) if WORDS.search(message) else message
        if told != message:
            yield start, end, f"# {told}"


def _texts(tree: ast.AST, source: str, say: Say, docstrings: bool) -> Iterator[Edit]:
    starts = _starts(source)
    finder = _Finder(docstrings)
    finder.visit(tree)
    for node in finder.found:
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        message = template(node) if isinstance(node, ast.JoinedStr) else node.value
        told = say(message) if has_words(message) else message
        if told != message:
            written = source.encode("utf-8")[start:end].decode("utf-8")
            yield start, end, _literal(node, message, told, written)


def _literal(node: ast.expr, message: str, told: str, written: str) -> str:
    if isinstance(node, ast.JoinedStr):
        literal = f'f"{told}"' if '"' not in told and "\n" not in told else f'f"""{told}"""'
    elif written.startswith('"""') and '"' not in told and "\\" not in told:
        literal = f'"""{told}"""'
    else:
        literal = json.dumps(told, ensure_ascii=False)
    try:
        same = blanked(literal) == blanked(written if "\n" not in written else f"({written})")
    except SyntaxError:
        same = False
    if not same or sorted(FIELD.findall(told)) != sorted(FIELD.findall(message)):
        raise BrokenText(BROKEN.format(message=message))
    return literal


def template(node: ast.JoinedStr) -> str:
    """Return an f-string's text with its fields as they are written, whatever Python's version."""
    return "".join(_part(value) for value in node.values)


def _part(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return value.value.replace("{", "{{").replace("}", "}}")
    form = "" if value.format_spec is None else ":" + template(value.format_spec)
    conversion = "" if value.conversion == -1 else f"!{chr(value.conversion)}"
    return f"{{{ast.unparse(value.value)}{conversion}{form}}}"


class _Finder(ast.NodeVisitor):
    """Finds the texts that readers see, in the order of the page."""

    def __init__(self, docstrings: bool) -> None:
        self.docstrings = docstrings
        self.found: list[ast.Constant | ast.JoinedStr] = []

    def visit(self, node: ast.AST) -> None:
        """Go on below a node; a body's docstring first."""
        body = getattr(node, "body", None)
        if (
            isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and body
            and ast.get_docstring(node) is not None
        ):
            if self.docstrings and not isinstance(node, ast.Module):
                self.found.append(body[0].value)
            body[0].value = ast.Constant(None)
        super().visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Take a sentence wherever it stands."""
        if isinstance(node.value, str) and SENTENCE.fullmatch(node.value):
            self.found.append(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Take an f-string that is a sentence, as a whole."""
        if SENTENCE.fullmatch(template(node)):
            self.found.append(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """What is compared is data."""
        self._inside(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """What is looked up is data."""
        self._inside(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Take the template of a `format`: what is put into a form is shown."""
        self._take(node.value) if node.attr == "format" else self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        """Take what is given where readers see it; look for sentences in the rest."""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        places = PLACES.get(name, ())
        self.visit(node.func)
        for place, value in enumerate(node.args):
            self._take(value) if place in places or ALL in places else self.visit(value)
        for keyword in node.keywords:
            self._take(keyword.value) if keyword.arg in KEYWORDS else self.visit(keyword.value)

    def _inside(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.Constant):
                self.visit(child)

    def _take(self, node: ast.expr) -> None:
        """Take the texts of an expression whose value is shown."""
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            self.found.append(node)
        elif isinstance(node, ast.IfExp):
            self.visit(node.test)
            self._take(node.body)
            self._take(node.orelse)
        elif isinstance(node, ast.BinOp):
            self._take(node.left)
            self._take(node.right)
        elif isinstance(node, ast.Tuple | ast.List):
            for one in node.elts:
                self._take(one)
        else:
            self.visit(node)
