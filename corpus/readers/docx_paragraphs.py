"""Paragraphs of Word documents: their runs with their looks, notes, text boxes and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.docx_notes import Notes
from corpus.readers.docx_styles import Look, Styles
from corpus.readers.docx_xml import MATH, MAX_DEPTH, MC, SKIPPED, TRANSPARENT, choice, has_own_mark, is_in_cell, symbol
from corpus.readers.marked import Page, escaped, join, one_spaced, page_mark, sup, tidy, unmarked
from corpus.readers.numbering import Numbering, W
from corpus.readers.package import Package


@dataclass
class Run:
    """A stretch of one look: its text, whether it stands high."""

    text: str
    bold: bool = False
    italic: bool = False
    high: bool = False


@dataclass
class Paragraph:
    """A paragraph read: its runs, the text boxes anchored in it, whether its end was deleted."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    label: str = ""
    level: int = 0
    merged: bool = False

    def text(self) -> str:
        """The text with its label, superscript figures as footnote marks."""
        out: list[str] = []
        high = ""
        for run in [*self.runs, Run("")]:
            if run.high:
                high += run.text
                continue
            if high:
                out.append(sup(high.strip()) if re.fullmatch(r"\s*[\d*†‡]{1,3}\s*", high) else escaped(high))
                high = ""
            out.append(run.text)
        return join([self.label, "".join(out).strip(" ")]) if self.label else "".join(out)

    def share(self, look: str) -> float:
        """Share of the letters that are bold or italic."""
        letters = [(sum(c.isalnum() for c in unmarked(r.text)), getattr(r, look)) for r in self.runs if not r.high]
        total = sum(n for n, _ in letters)
        return sum(n for n, has in letters if has) / total if total else 0.0


class ParagraphReader:
    """Reads paragraphs one after another; the notes they refer to and the page they stand on are kept."""

    def __init__(self, package: Package, body: Any) -> None:
        self.styles = Styles.read(package.xml("word/styles.xml"))
        self.numbering = Numbering.read(package.xml("word/numbering.xml"))
        self.notes = Notes(package)
        self.out = Page()
        self.paged = body.find(f".//{W}lastRenderedPageBreak") is not None
        self.number = 1
        self.broken = False
        self.struck = False
        if self.paged:
            self.out.current = page_mark(1)
            self.out.blocks.append(page_mark(1))

    def paragraph(self, node: Any) -> Paragraph:
        """Read a paragraph."""
        look, level, number = self.styles.of_paragraph(node)
        out = Paragraph(level=level)
        properties = node.find(f"{W}pPr")
        marks = properties.find(f"{W}rPr") if properties is not None else None
        out.merged = marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None)
        self._inline(node, out, look, 0)
        if number is not None and (is_in_cell(node) or any(r.text.strip() for r in out.runs)):
            out.label = self.numbering.label(*number)
        return out

    def _inline(self, parent: Any, out: Paragraph, look: Look, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for node in parent:
            tag = node.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag == f"{W}r":
                own = self.styles.of_run(node, look)
                if not own.unsaid:
                    self._run(node, out, own)
                self.struck = self.struck or own.struck or own.struck_twice
            elif tag in TRANSPARENT:
                self._inline(node, out, look, depth + 1)
            elif tag == f"{MC}AlternateContent":
                self._inline(choice(node), out, look, depth + 1)
            elif tag.startswith(MATH):
                out.runs.append(Run(tidy("".join(t.text or "" for t in node.iter(f"{MATH}t")))))

    def _run(self, node: Any, out: Paragraph, look: Look) -> None:
        for child in node:
            tag = child.tag
            if tag == f"{W}t":
                text = escaped(tidy((child.text or "").replace("\u00a0", " ")))
                text = one_spaced(text) if not text.strip() else text.replace("\n", " ")
                text = text or " " * bool(child.text)
                self.broken = self.broken and not text.strip()
                out.runs.append(Run(text.upper() if look.caps else text, look.bold, look.italic, look.high))
            elif tag in (f"{W}tab", f"{W}ptab"):
                out.runs.append(Run("\t"))
            elif tag in (f"{W}br", f"{W}cr"):
                out.runs.append(Run(self._break(child)))
            elif tag == f"{W}lastRenderedPageBreak":
                out.runs.append(Run(self._turn_page()))
            elif tag == f"{W}noBreakHyphen":
                out.runs.append(Run("-", look.bold, look.italic))
            elif tag == f"{W}sym":
                out.runs.append(Run(symbol(child)))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._reference(child, out, node)
            elif tag == f"{MC}AlternateContent":
                self._boxes(choice(child), out)
            elif tag not in SKIPPED:
                self._boxes(child, out)

    def _reference(self, mark: Any, out: Paragraph, run: Any) -> None:
        own = "".join(t.text or "" for t in run.iter(f"{W}t")).strip() if has_own_mark(mark) else ""
        found = self.notes.take(mark.tag.removeprefix(W).removesuffix("Reference"), mark.get(f"{W}id", ""), own)
        if found is None:
            return
        label, body = found
        if not own:
            out.runs.append(Run(label, high=True))
        texts = [self.paragraph(p).text().strip() for p in body.iter(f"{W}p")]
        text = join(" ".join(t.split()) for t in texts)
        if text:
            self.out.note(label, text, self.number if self.paged else 0)

    @staticmethod
    def _boxes(node: Any, out: Paragraph) -> None:
        out.boxes += list(node.iter(f"{W}txbxContent"))

    def _break(self, node: Any) -> str:
        if node.get(f"{W}type") != "page":
            return "\n"
        self.broken = False
        mark = self._turn_page()
        self.broken = True
        return "\n" + mark if mark else "\n"

    def _turn_page(self) -> str:
        """The mark of a new page; Word notes an explicit break twice, as itself and as rendered."""
        if not self.paged:
            return ""
        if self.broken:
            self.broken = False
            return ""
        self.number += 1
        return page_mark(self.number)
