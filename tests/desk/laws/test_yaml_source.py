"""YAML on a page: every letter of it, marked by classes, carried out never."""

from __future__ import annotations

import re
from html import unescape

from uitvoerbaar.desk.laws.yaml_source import marked_yaml


def test_the_text_is_kept_escaped_and_numbered_as_in_the_file() -> None:
    text = "naam: <script>alert(1)</script>\n# zie & 'artikel'\n\nwaarde: [1, $x]"
    made = marked_yaml(text, 40)
    assert "<script>" not in made
    assert re.findall(r'class="number" aria-hidden="true">(\d+)<', made) == ["40", "41", "42", "43"]
    bare = unescape(re.sub(r"<[^>]*>", "", re.sub(r'<span class="number"[^>]*>\d+</span>', "", made)))
    assert bare.rstrip("\n") == text
