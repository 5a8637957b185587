"""Formulas as MathML, which every current browser shows without a script or a font from elsewhere."""

from __future__ import annotations

from docutils import nodes
from docutils.utils.math import wrap_math_code
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx


def add_mathml(app: Sphinx) -> None:
    """Register the renderer that `html_math_renderer = "mathml"` names."""
    app.add_html_math_renderer("mathml", inline_renderers=(_inline, None), block_renderers=(_block, None))


def _inline(writer, node: nodes.math) -> None:
    writer.body.append(tex2mathml(node.astext(), as_block=False))
    raise nodes.SkipNode


def _block(writer, node: nodes.math_block) -> None:
    writer.body.append(
        f'<div class="math">{tex2mathml(wrap_math_code(node.astext(), as_block=True), as_block=True)}</div>'
    )
    raise nodes.SkipNode
