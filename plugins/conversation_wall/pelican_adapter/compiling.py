"""
How templates are compiled: as Jinja does it, and quicker.

    escaping   Jinja makes a `Markup` of every piece that it escapes, and throws it away when
               the pieces are joined: here a piece stays a text
    macros     Jinja asks at every call what it calls, and which arguments are missing: here a
               macro that gets all its arguments in order is called at once
    imports    Jinja compares, at every import, the names that two templates know: here they
               all know the same, those of the environment
    keeping    what was compiled is kept beside the store, for the next build
"""

import hashlib
from collections.abc import MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any, Self, cast

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]


def escaped(value: object) -> str:
    """Give what `markupsafe.escape` gives, as a text."""
    if type(value) is str:
        return str(escape_text(value))
    return value if type(value) is Markup else escape(value)


def called(context: Context, function: Any, *args: Any, **kwargs: Any) -> Any:
    """Give what `Context.call` gives."""
    if (
        type(function) is Macro
        and len(args) == function._argument_count
        and not (kwargs or function.caller or function.catch_kwargs or function.catch_varargs)
        and context.eval_ctx.autoescape
    ):
        return Markup(function._func(*args))
    return context.call(function, *args, **kwargs)


class _Template(jinja2.Template):
    """A template that finds `escaped` and `called`."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Any = None,
    ) -> Self:
        """Make it as Jinja does."""
        namespace = {
            "environment": environment,
            "__file__": code.co_filename,
            "escaped": escaped,
            "called": called,
        }
        exec(code, namespace)
        template = cls._from_namespace(environment, namespace, globals)
        template._uptodate = uptodate
        return cast(Self, template)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # No template of a site is given names of its own, so one module is enough.
        return self._module or super()._get_default_module(ctx)


class _Generator(CodeGenerator):
    """Writes `escaped(` for `escape(`, and `called(context, ` for `context.call(`."""

    def write(self, x: str) -> None:
        """Write a piece of code."""
        super().write("called(context, " if x == "context.call(" else x)

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
