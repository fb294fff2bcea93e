"""What the documents point at is there, and the languages keep step."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ ", re.MULTILINE)


class TestDocuments:
    @pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
    def test_point_at_what_is_there(self, path: Path) -> None:
        links = [link.partition("#")[0] for link in LINK.findall(path.read_text(encoding="utf-8"))]
        files = [link for link in links if link and "://" not in link]

        assert [link for link in files if not (path.parent / link).exists()] == []

    @pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.name.endswith(".zh-CN.md")])
    def test_say_the_same_in_both_languages(self, path: Path) -> None:
        english = path.with_name(path.name.replace(".zh-CN", ""))
        texts = [each.read_text(encoding="utf-8") for each in (path, english)]

        assert len(HEADING.findall(texts[0])) == len(HEADING.findall(texts[1]))
        assert texts[0].count("```") == texts[1].count("```")

    def test_name_the_commands_that_there_are(self) -> None:
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        named = {name for path in DOCUMENTS for name in re.findall(r"`?make ([a-z]+)", _code(path))}

        assert named - targets == set()

    def test_give_each_decision_its_number_and_its_keeper(self) -> None:
        decisions = sorted((ROOT / "docs" / "adr").glob("0*.md"))
        index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")

        for number, path in enumerate(decisions, start=1):
            text = path.read_text(encoding="utf-8")
            assert path.name.startswith(f"{number:04}-")
            assert text.startswith(f"# {number}. ")
            assert "## Enforced by" in text
            assert path.name in index


def _code(path: Path) -> str:
    """Return what stands as code in a document: blocks and words in backticks."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", path.read_text(encoding="utf-8"), re.DOTALL))
