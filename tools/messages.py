"""The messages of the program and their catalogues.

    python tools/messages.py missing   every message that a catalogue lacks, and every entry that no message has
    python tools/messages.py raw       Dutch sentences that go to a reader without passing the catalogue
    python tools/messages.py update    write missing messages into the catalogues, without a translation
    python tools/messages.py compile   make the .mo files from the .po files

`missing` and `raw` end with code 1 when there is anything to do.
"""

from __future__ import annotations

import ast
import csv
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, nodes

from uitvoerbaar.base.language import DOMAIN, KEPT, LOCALE
from uitvoerbaar.base.yaml import load

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "uitvoerbaar"
DATA = ROOT / "data"
ENGINE = ("law/link/", "law/corpus.py", "engine/reference/", "engine/piecewise/", "engine/batch/")
"""Where kept messages have the wording of the reference, in English."""


@dataclass(frozen=True)
class Key:
    """What a catalogue is asked for: the template, its plural and its context."""

    template: str
    many: str = ""
    context: str = ""

    @property
    def id(self) -> str:
        """The key in a compiled catalogue."""
        start = f"{self.context}\x04" if self.context else ""
        return start + self.template + (f"\x00{self.many}" if self.many else "")


@dataclass
class Entry:
    """An entry of a catalogue."""

    key: Key
    said: list[str]
    places: list[str] = field(default_factory=list)


# What the source says


def literal(node: ast.expr) -> str | None:
    """The text of a literal string."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _help_names(tree: ast.Module) -> Iterator[ast.expr]:
    """The texts of Click: what stands behind help= and metavar=, directly or by the name of a constant."""
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if _called(call) in ("option", "argument", "command", "group", "version_option", "Option", "Argument"):
            for given in call.keywords:
                if given.arg in ("help", "metavar"):
                    value = given.value
                    yield constants.get(value.id, value) if isinstance(value, ast.Name) else value


def source_messages(lang: str) -> dict[Key, list[str]]:
    """Every message of the source that the catalogue of a language must have, with its places."""
    from uitvoerbaar.commands.spoken import SAME

    found: dict[Key, list[str]] = {}

    def add(key: Key, place: str) -> None:
        found.setdefault(key, []).append(place)

    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        engine = name.startswith(ENGINE)
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            said, place = _called(call), name
            texts = [literal(argument) for argument in call.args]
            if said == "as_written" and texts and texts[0] is not None:
                dutch = not engine or _is_dutch(texts[0])
                if (lang == "en") == dutch:
                    add(Key(texts[0], context=KEPT), place)
            elif lang == "en" and said in ("tr", "mark") and texts and texts[0] is not None:
                add(Key(texts[0]), place)
            elif lang == "en" and said == "trn" and texts[1] is not None and texts[2] is not None:
                add(Key(texts[1], texts[2]), place)
        if lang == "en":
            for text in filter(None, map(literal, _help_names(tree))):
                if text not in SAME:
                    add(Key(text), name)
    if lang == "en":
        for key, place in template_messages():
            add(key, place)
        for text, place in data_messages():
            add(Key(text.replace("{", "{{").replace("}", "}}"), context=KEPT), place)
    return found


def templates() -> Iterator[tuple[str, nodes.Template]]:
    """The templates of the pages, by name, parsed. Those of a report have their words in a table (report/words)."""
    for path in sorted((SOURCE / "desk").rglob("*.j2")):
        yield path.relative_to(SOURCE).as_posix(), Environment().parse(path.read_text(encoding="utf-8"))


def template_messages() -> Iterator[tuple[Key, str]]:
    """Every message of a template of the pages, with its place."""
    for name, tree in templates():
        for call in tree.find_all(nodes.Call):
            said = call.node.name if isinstance(call.node, nodes.Name) else ""
            texts = [node.value for node in call.args if isinstance(node, nodes.Const) and isinstance(node.value, str)]
            if said in ("tr", "trm") and texts:
                yield Key(texts[0]), name
            elif said == "trn":
                yield Key(*texts), name


def raw_template_words() -> list[str]:
    """Words of a template that pass by the catalogue: outside the marks of HTML, and in what a visitor reads of those."""
    found = []
    for path in sorted((SOURCE / "desk").rglob("*.j2")):
        plain = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        told = [
            *re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', plain),
            *re.split(r"<[^>]*>|&\w+;", plain),
        ]
        found += [f"{path.name}: {text.strip()}" for text in told if _WORD.search(text) and text.strip() not in NAMES]
    return found


NAMES = ("uitvoerbaar", "– uitvoerbaar", "uitvoerbaar  ·")
"""What is called the same in every language."""


def data_messages() -> Iterator[tuple[str, str]]:
    """Sentences of the data that the command line shows, with the file they stand in."""
    for path in sorted((DATA / "registers").glob("*.yaml")):
        for item in load(path.read_text(encoding="utf-8"), str(path)).get("velden", []):
            if item.get("omschrijving"):
                yield item["omschrijving"], path.relative_to(ROOT).as_posix()
    domain = DATA / "properties" / "domein.yaml"
    raw = load(domain.read_text(encoding="utf-8"), str(domain))
    for item in (*raw["vrij"].values(), *raw["feiten"]):
        yield item["tekst"], domain.relative_to(ROOT).as_posix()
    for path in sorted((DATA / "properties").glob("*.yaml")):
        raw = load(path.read_text(encoding="utf-8"), str(path))
        if raw.get("reden"):
            yield raw["reden"], path.relative_to(ROOT).as_posix()
    concepts = DATA / "begrippen" / "begrippen.yaml"
    for item in load(concepts.read_text(encoding="utf-8"), str(concepts))["begrippen"]:
        yield item["vraag"], concepts.relative_to(ROOT).as_posix()
    for name in ("toetscijfers.csv", "totalen.csv"):
        path = DATA / "population" / name
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["onderwerp"], path.relative_to(ROOT).as_posix()


_DUTCH = re.compile(
    r"(?<![\w'{$-])(de|het|een|niet|van|voor|geen|op|met|en|zijn|moet|naar|om|bij|ook|kies|schrijf|verwacht|onbekende?|"
    r"ontbreekt|ontbreken|bedoelde|mist|heeft|kan|kent|staat|maar|dit|deze|dat|als|uit|hier|wordt|nodig|door|geef|regel|"
    r"fout|anders|zonder|nog|kolom|maak|bestand|lege|fouten|vragen|lijst|getal|datum|tekst|niets|andere|zoals|kreeg)(?![\w'=-])"
)


def _is_dutch(text: str) -> bool:
    return _DUTCH.search(text) is not None


TOLD = (
    *("UserError", "Problem", "problem", "bad", "echo", "_tell", "UsageError", "ProposalError", "ReportError", "steps"),
    *("PopulationFileError", "PopulationDataError", "OwnDataError", "MappingError", "progress"),
    *("Unsupported", "Uncountable", "EvaluationError", "LawLookupError"),
)
"""What tells a reader something: a sentence in it must have passed the catalogue."""


def raw_messages() -> list[str]:
    """Dutch sentences, or sentences with holes, that are given to a reader as they stand in the source."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if _called(call) in TOLD:
                for given in (*call.args, *(k.value for k in call.keywords)):
                    text = literal(given)
                    if isinstance(given, ast.JoinedStr):
                        text = " ".join(v.value for v in given.values if isinstance(v, ast.Constant))
                    if text is not None and _is_dutch(text):
                        found.append(f"{path.relative_to(ROOT).as_posix()}:{given.lineno}: {text}")
    return found


SHOWN = ("face/", "commands/", "desk/")
"""Where every word is for a reader: a literal of words that does not pass the catalogue is a leak."""
ONE_LANGUAGE = "desk/api/"
"""The description of the API is in Dutch, whoever reads it (API Design Rules, /core/doc-language)."""
CLICK = "commands/spoken.py"
"""The Dutch of the words of Click, which has no catalogue."""
_PASSES = ("tr", "trn", "mark", "as_written", "Text")
_WORD = re.compile(r"[^\W\d_]{4,}")


def untold_words() -> list[str]:
    """Dutch literals of the face and the verbs that reach a reader as they stand, also as a part of a sentence."""
    dutch = _dutch_words()
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(SHOWN) or name.startswith(ONE_LANGUAGE) or name == CLICK:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        passed = _passed(tree)
        for node in ast.walk(tree):
            text = literal(node) if isinstance(node, ast.Constant) and id(node) not in passed else None
            if text is not None and _is_told(text, dutch):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}: {text}")
    return found


def _is_told(text: str, dutch: set[str]) -> bool:
    """Whether a literal is words and no identifier, and some are Dutch: HTML and what is between quotes apart."""
    bare = re.sub(r"<[^>]*>?|'[^']*'", " ", text)
    words = " " in text or (text[:1].isupper() and not text.isupper())
    return words and any(word.casefold() in dutch for word in _WORD.findall(bare))


def _dutch_words() -> set[str]:
    """Words of Dutch messages that no English one has."""
    entries = [entry for entry in read_po(catalogue_path("en")) if entry.key.template]
    own = {word.casefold() for e in entries for word in _WORD.findall(f"{e.key.template} {e.key.many}")}
    return own - {word.casefold() for e in entries for said in e.said for word in _WORD.findall(said)}


def _passed(tree: ast.Module) -> set[int]:
    """Literals that no reader sees as they stand: messages, documentation, what is compared, and the texts of Click."""
    kept: list[ast.AST] = list(_help_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            kept.append(node)
        elif isinstance(node, ast.Compare):
            kept += [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and _called(node) in _PASSES:
            both = _called(node) == "Text"  # which has the other language beside it
            kept += [argument for argument in node.args if both or literal(argument) is not None]
    return {id(inner) for node in kept for inner in ast.walk(node)}


# The catalogues


def catalogue_path(lang: str, suffix: str = ".po") -> Path:
    """The file of a catalogue."""
    return LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}{suffix}"


_LINE = re.compile(r'^(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[(\d)\])\s+)?"((?:[^"\\]|\\.)*)"$')
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b", '"': '"', "\\": "\\"}


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES[match[1]], text)


def read_po(path: Path) -> list[Entry]:
    """The entries of a catalogue, the header (an empty template) first. Raises ValueError with the line that is wrong."""
    entries: list[Entry] = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
        parts: dict[str, str] = {}
        last = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            match = _LINE.match(line.strip())
            if match is None:
                raise ValueError(f"{path}: {line}")
            last = match[1] or last
            parts[last] = parts.get(last, "") + _unescape(match[3])
        if "msgid" in parts:
            said = [parts[k] for k in ("msgstr", "msgstr[0]", "msgstr[1]") if k in parts]
            entries.append(Entry(Key(parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", "")), said))
    return entries


def _quoted(keyword: str, text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\b", "\\b")
    if "\n" not in text:
        return f'{keyword} "{escaped}"'
    rows = "\n".join(f'"{row}"' for row in escaped.replace("\n", "\\n\n").splitlines())
    return f'{keyword} ""\n{rows}'


def write_po(path: Path, entries: list[Entry]) -> None:
    """Write a catalogue; places are comments."""
    blocks = []
    for entry in entries:
        lines = [f"#: {' '.join(dict.fromkeys(entry.places))}"] if entry.places else []
        lines += [_quoted("msgctxt", entry.key.context)] if entry.key.context else []
        lines.append(_quoted("msgid", entry.key.template))
        if entry.key.many:
            lines.append(_quoted("msgid_plural", entry.key.many))
            lines += [_quoted(f"msgstr[{i}]", said) for i, said in enumerate(entry.said)]
        else:
            lines.append(_quoted("msgstr", entry.said[0]))
        blocks.append("\n".join(lines))
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def compiled(entries: list[Entry]) -> bytes:
    """The catalogue as gettext reads it: sorted, without a hash table, so that the same .po always gives the same .mo."""
    pairs = sorted(
        (e.key.id.encode(), "\x00".join(e.said).encode()) for e in entries if all(e.said) or not e.key.template
    )
    start = 28 + 16 * len(pairs)
    keys, values, body = b"", b"", b""
    for key, _ in pairs:
        keys += struct.pack("<II", len(key), start + len(body))
        body += key + b"\x00"
    for _, value in pairs:
        values += struct.pack("<II", len(value), start + len(body))
        body += value + b"\x00"
    count = len(pairs)
    return struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, start) + keys + values + body


def missing(lang: str) -> tuple[list[Key], list[Key]]:
    """Messages without a translation, and entries that no message has."""
    wanted = source_messages(lang)
    have = {entry.key: entry for entry in read_po(catalogue_path(lang)) if entry.key.template}
    return [k for k in wanted if k not in have or not all(have[k].said)], [k for k in have if k not in wanted]


def update(lang: str) -> None:
    """Bring a catalogue in the order of the source: new messages without a translation, stale ones out."""
    path, wanted = catalogue_path(lang), source_messages(lang)
    entries = read_po(path)
    have = {entry.key: entry for entry in entries}
    made = [
        Entry(key, have[key].said if key in have else [""] * (1 + bool(key.many)), places)
        for key, places in wanted.items()
    ]
    write_po(path, [entries[0], *made])


def main(arguments: list[str]) -> int:
    """Run one of the verbs above."""
    verb = arguments[0] if arguments else "missing"
    if verb == "raw":
        found = [*raw_messages(), *untold_words(), *raw_template_words()]
        print("\n".join(found))
        return 1 if found else 0
    code = 0
    for lang in ("en", "nl"):
        if verb == "compile":
            catalogue_path(lang, ".mo").write_bytes(compiled(read_po(catalogue_path(lang))))
        elif verb == "update":
            update(lang)
        elif verb == "missing":
            lacking, stale = missing(lang)
            for word, keys in (("missing", lacking), ("stale", stale)):
                for key in keys:
                    print(f"{lang} {word}: {key.context + ': ' if key.context else ''}{key.template!r}")
            code = max(code, bool(lacking or stale))
        else:
            print(__doc__)
            return 2
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
