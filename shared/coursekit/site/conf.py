"""Sphinx's settings for the course's website; the language comes from the command."""

from coursekit.site.maths import add_mathml
from coursekit.site.searching import BothLanguages, BothLanguagesChinese

project = "Running an online shop 网店运营实务"
copyright = "text and data CC BY 4.0, code MIT"
extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["_downloads_as_they_are"]
templates_path = ["_templates"]

html_theme = "furo"
html_title = "Running an online shop 网店运营实务"
html_favicon = "_static/lantern.svg"
html_static_path = ["_static"]
html_css_files = ["course.css"]
html_js_files = ["scrolling.js"]
html_show_search_summary = False  # a page opened from disk may not fetch others
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = "#"
html_math_renderer = "mathml"
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}

nb_execution_mode = "off"  # the committed outputs are the page
nb_ipywidgets_js = {}
nb_render_markdown_format = "myst"
myst_enable_extensions = ["dollarmath", "attrs_inline"]
myst_heading_anchors = 4
autodoc_typehints = "description"
autodoc_member_order = "bysource"
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type", "misc.highlighting_failure"]


def setup(app):
    """Put in what Sphinx has no setting for: search in both languages, and formulas without a script."""
    app.add_search_language(BothLanguages)
    app.add_search_language(BothLanguagesChinese)
    app.add_config_value("switch", {}, "html", (dict,))
    app.connect("html-page-context", _other_languages)
    add_mathml(app)
    return {"parallel_read_safe": True}


def _other_languages(app, page, template, context, doctree):
    """Tell the page's template where the same page is in other languages."""
    up = "../" * page.count("/")
    context["other_languages"] = [
        {"language": language.replace("_", "-"), "name": name, "href": f"{up}{way}{page}.html"}
        for language, name, way in app.config.switch.get(page, [])
    ]
