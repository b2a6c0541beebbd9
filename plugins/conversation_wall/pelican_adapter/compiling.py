"""
How templates are compiled: as Jinja does it, with two things that save time.

Jinja makes a `Markup` of every piece that it escapes, and throws it away when the pieces are
joined: here a piece stays a text. And what was compiled is kept beside the store, for the
next build.
"""

import hashlib
from collections.abc import MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any, Self, cast

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]


def escaped(value: object) -> str:
    """Give what `markupsafe.escape` gives, as a text."""
    if type(value) is str:
        return str(escape_text(value))
    return value if type(value) is Markup else escape(value)


class _Template(jinja2.Template):
    """A template that finds `escaped`."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Any = None,
    ) -> Self:
        """Make it as Jinja does."""
        namespace = {"environment": environment, "__file__": code.co_filename, "escaped": escaped}
        exec(code, namespace)
        template = cls._from_namespace(environment, namespace, globals)
        template._uptodate = uptodate
        return cast(Self, template)


class _Generator(CodeGenerator):
    """Writes `escaped(` for `escape(`."""

    def _output_child_pre(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")


def quicken(environment: Environment, store: Path) -> None:
    """Let an environment compile like this, and keep what it compiles beside the store."""
    environment.code_generator_class = _Generator
    environment.template_class = _Template
    if environment.bytecode_cache is None:
        # Jinja knows a template by its text, but not by what it was compiled with.
        options = (
            sorted(environment.extensions),
            environment.trim_blocks,
            environment.lstrip_blocks,
        )
        sign = hashlib.sha256(f"{options} {Path(__file__).read_text('utf-8')}".encode())
        folder = store.with_name(f"{store.name}-templates") / sign.hexdigest()[:12]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
