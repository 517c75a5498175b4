"""Configuration of the documentation."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from gov_integrity import STANDARD_VERSION, __version__

project = "政务诚信数据标准 gov_integrity"
author = "gov_integrity contributors"
project_copyright = "gov_integrity contributors, CC BY 4.0"
version = release = __version__
language = "zh_CN"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.doctest", "gids"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_use_ivar = True
python_use_unqualified_type_names = True

# Links to requirements, types, code lists and findings must hold; types of other libraries have no page here.
nitpick_ignore_regex = [("py:.*", ".*")]

html_theme = "pydata_sphinx_theme"
html_title = f"政务诚信数据标准 {STANDARD_VERSION}"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["gids.css"]
html_sidebars = {"**": ["gids-nav"]}
html_search_language = "han"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "navbar_center": [],
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
}

doctest_global_setup = "import os, tempfile; os.chdir(tempfile.mkdtemp())"
