"""A summary as an official report: what the store knows in its sections, a visible blank for all it does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from corpus.models import Observation, Task
from corpus.numbers import format_number
from corpus.periods import parse_period
from corpus.quantities import format_value
from corpus.task_words import state_of
from corpus.text import fold
from handlers.facts import end_of, is_done
from handlers.figure_claims import relation_words
from handlers.knowledge import Knowledge
from handlers.papers.annexes import MARK, findings_annex, form_annex, places_of, task_annex
from handlers.papers.form import FormRow, form_rows, since_january_summary
from handlers.papers.office import Office, blank, in_a_sentence
from handlers.papers.references import References
from handlers.papers.report_words import PART, amount_words, deadline_beside, head_of, is_soft, joined, sentence
from handlers.papers.values import BLANK, Annex, Block, Heading, Paper, Run, Signature, Text, roman
from handlers.papers.wording import say
from handlers.summaries import Summary
from handlers.summaries.scope import PLANS
from handlers.summaries.tasks import tasks_of
from handlers.wording import figure_words, period_words, rounded
from handlers.wording import say as say_shared

_FINDINGS = 8
"""Contradictions told in the text; when there are more, an annex has all of them."""
_NEXT = 15
_NUMBERED = 12
_TOLD = 60
"""Indicators told one by one in the text; a longer report nobody reads."""
_YEAR = 12
_TO_WRITE_ON = BLANK * 12


def report_paper(known: Knowledge, summary: Summary, office: Office, today: date, issued: date | None = None) -> Paper:
    """The report of a summary's period, ready for whoever completes and signs it.

    Every figure has its source in a footnote or in the form's column of sources; a computed one has its formula.
    """
    return _Report(known, summary, office, today).paper(issued)


class _Told(NamedTuple):
    """An indicator in words, the observations they hold, how computed ones come about."""

    text: str
    used: list[Observation]
    formulas: list[str]


class _Report:
    """One report in the making: its parts are written in the order they are read, so that references are right."""

    def __init__(self, known: Knowledge, summary: Summary, office: Office, today: date) -> None:
        self.known = known
        self.summary = since_january_summary(known, summary, today)
        self.office = office
        self.refs = References(known)
        self.rows = form_rows(known, summary, today)
        self.tasks = tasks_of(known, summary.period, summary.unit, summary.fields)
        self.period = ", ".join((period_words(summary.period), *summary.fields))
        self.year = str(parse_period(summary.period).end.year)
        self.whole_year = summary.share >= 100
        self.findings = [f for f in self.summary.findings if all(q.doc in known.documents for q in f.quotes)]
        kinds = [True, bool(self.tasks), len(self.findings) > _FINDINGS]
        names = iter([f"Phụ lục {roman(n)}" for n in range(1, 4)] if sum(kinds) > 1 else ["Phụ lục"])
        self.form, self.task_annex, self.finding_annex = (next(names) if there else "" for there in kinds)
        self.annexed = joined([n for n in (self.form, self.task_annex, self.finding_annex) if n])

    def paper(self, issued: date | None) -> Paper:
        """All of it."""
        office = self.office
        basis = self._basis()
        organ = in_a_sentence(blank(office.organ))
        opening = Text.of(say("opening", organ=organ, period=self.period, annexes=self.annexed), leading=True)
        blocks = (opening, *self._results(), *self._tasks(), *self._lacks(), *self._next(), *self._end(organ))
        return Paper(
            parent_organ=office.parent_organ or _TO_WRITE_ON,
            organ=organ,
            code_notation=f"BC-{blank(office.notation)}",
            place=blank(office.place),
            issued=issued,
            type_name="Báo cáo",
            subject=say("subject", period=self.period),
            addressees=office.addressees or (BLANK,),
            basis=basis,
            blocks=blocks,
            annexes=self._annexes(),
            signature=Signature(
                authority=office.authority,
                position=office.position or _TO_WRITE_ON,
                full_name=office.full_name or _TO_WRITE_ON,
            ),
            recipients=office.recipients,
            archive=office.archive or f"VT, {BLANK}",
        )

    def _basis(self) -> tuple[str, ...]:
        """The year's plans of the office that set the targets and tasks told here."""
        used = {t.doc for t in self.tasks} | {r.row.target.doc for r in self.rows if r.row.target is not None}
        documents = [self.known.documents[k] for k in used if k in self.known.documents]
        own = [d for d in documents if d.type_name in PLANS and d.reporting_period[:4] == self.year]
        ordered = sorted(own, key=lambda d: d.issued_date)
        return tuple(say("basis", doc=self.refs.document(d.doc_key)) for d in ordered)

    def _results(self) -> list[Block]:
        out: list[Block] = [Heading(level=1, text=say("results_title")), self._counts()]
        told = self._told_here()
        for number, (family, rows) in enumerate(groupby(told, key=lambda r: r.row.family), 1):
            out.append(Heading(level=2, text=f"{number}. {family or say('other_family')}"))
            out += self._family(list(rows))
        if len(told) < len(self.rows):
            out.append(Text.of(say("others_annexed", count=len(self.rows) - len(told), annex=self.form)))
        if any(r.row.formula or (not r.row.same_period_source and r.of_base) or is_soft(r) for r in self.rows):
            out.append(Text(runs=(Run(text=say("body_mark"), italic=True),)))
        return out

    def _told_here(self) -> list[FormRow]:
        """The rows told in the text: all, or of very many those held against a plan; the form has every one."""
        if len(self.rows) <= _TOLD:
            return self.rows
        return [r for r in self.rows if r.row.percent is not None][:_TOLD]

    def _counts(self) -> Text:
        standing = self.summary.standing
        planned = [r for r in self.summary.rows if r.standing != "unknown"]
        text = say(
            "counted",
            rows=len(self.rows),
            planned=len(planned),
            reached=len(standing("reached")),
            on_course=None if self.whole_year else len(standing("on_course")),
            behind=len(standing("behind")),
            share=format_number(self.summary.share),
        )
        return Text.of(text, say("counted_note", annex=self.form))

    def _family(self, rows: Sequence[FormRow]) -> list[Text]:
        """A family's indicators: a whole in a line of its own, the parts of one whole in one line together."""
        out = []
        # wholes are told apart by their names
        for (head, _), group in groupby(rows, key=lambda r: (head_of(r), "" if head_of(r) else r.row.indicator)):
            told = [self._told(row, part_of=head) for row in group]
            line = "; ".join(t.text for t in told)
            used = [o for t in told for o in t.used]
            formulas = "; ".join(f for t in told for f in t.formulas)
            cautions = " ".join(dict.fromkeys(c for o in used for c in o.cautions))
            note = say("source_note", sources=self.refs.sources(*used), formulas=formulas, cautions=cautions)
            out.append(Text.of(say("figures", head=head, told=line), note))
        return out

    def _told(self, row: FormRow, part_of: str) -> _Told:
        """One indicator: the result, its plan and same period, with the observations and formulas behind them."""
        o = row.row.observation
        parts, formulas, used = [], [], [o]
        if row.month is not None and not row.alone:
            used.append(row.month)
        target, percent = row.row.target, row.row.percent_source
        used += [x for x in (percent, target) if x is not None]
        if row.row.percent is not None:
            value = percent.value if percent is not None else row.row.percent
            plan = figure_words(target) if target else ""
            mark = "" if percent is not None else f" ({MARK})"
            parts.append(say("plan_part", percent=f"{format_value(value, '%')}{mark}", plan=plan))
            formulas += [row.row.formula] if row.row.formula else []
        elif target is not None:
            parts.append(say("plan_only", plan=figure_words(target)))
        same = row.row.same_period_source
        if same is not None:
            used.append(same)
            parts.append(relation_words(same))
        elif row.base is not None and row.of_base is not None:
            used.append(row.base)
            share = format_value(rounded(row.of_base), "%")
            parts.append(say("base_computed", percent=f"{share} ({MARK})", base=figure_words(row.base)))
            formulas.append(f"{figure_words(o)} / {figure_words(row.base)} = {share}")
        verb = say_shared("verb", measure=o.measure, status=o.obs_status)
        text = say(
            "figure",
            name=row.row.title.removeprefix(part_of).removeprefix(PART),
            month=figure_words(row.month) if row.month is not None else "",
            verb="" if f" {fold(verb)} " in f" {fold(row.row.indicator)} " else verb,
            value="" if row.alone else amount_words(row),
            relations=", ".join(parts),
        )
        return _Told(text, used, formulas)

    def _tasks(self) -> list[Block]:
        out: list[Block] = [Heading(level=1, text=say("tasks_title"))]
        if not self.tasks:
            return [*out, Text.of(BLANK)]
        documents = "; ".join(self.refs.document(k) for k in dict.fromkeys(t.doc for t in self.tasks))
        told = [t for t in self.tasks if state_of(t).state]
        note = say("tasks_counted", annex=self.task_annex)
        out.append(Text.of(say("tasks_known", total=len(self.tasks), documents=documents, annex=self.task_annex), note))
        if told:
            done = sum(is_done(t) for t in told)
            out.append(Text.of(say("tasks_state", done=done, told=len(told)), note))
        else:
            out.append(Text.of(say("tasks_unknown")))
        return out

    def _lacks(self) -> list[Block]:
        out: list[Block] = [Heading(level=1, text=say("lacks_title"))]
        behind = self.summary.standing("behind")
        if behind:
            share = "" if self.whole_year else format_number(self.summary.share)
            months = parse_period(self.summary.period).end.month
            formula = f"{months} / {_YEAR} tháng = {share}%"
            notes = (say("share_note", formula=formula),) if share else ()
            out.append(Text.of(say("behind_head", share=share), *notes, leading=True))
            for row in behind[:_TOLD]:
                sources = (row.percent_source,) if row.percent_source else (row.observation, row.target)
                cited = self.refs.sources(*(o for o in sources if o is not None))
                percent = format_value(row.percent, "%") if row.percent is not None else BLANK
                percent += f" ({MARK})" if row.formula else ""
                note = say("source_note", sources=cited, formulas=row.formula)
                out.append(Text.of(say("behind", name=row.title, percent=percent), note))
        if len(behind) > _TOLD:
            out.append(Text.of(say("others_annexed", count=len(behind) - _TOLD, annex=self.form)))
        for phrase, some in (("tasks_late", self.summary.tasks.late), ("tasks_blocked", self.summary.tasks.blocked)):
            if some:
                text = say(phrase, count=len(some), rows=self._rows_of(some), annex=self.task_annex)
                out.append(Text.of(text, say("tasks_counted", annex=self.task_annex)))
        if self.findings:
            out.append(Text.of(say("findings_head"), leading=True))
        for f in self.findings[:_FINDINGS]:
            text = say("finding", title=f.title.rstrip("."), computed=f.computed.rstrip("."))
            out.append(Text.of(text, f"{places_of(f, self.refs)}."))
        if self.finding_annex:
            more = len(self.findings) - _FINDINGS
            out.append(Text.of(say("findings_more", count=more, annex=self.finding_annex)))
        out.append(Text.of(say("cause")))
        return out

    def _rows_of(self, some: Sequence[Task]) -> str:
        """The numbers that tasks have in their annex; none when they are too many to read."""
        own = [str(n) for n, task in enumerate(self.tasks, 1) if task in some]
        return ", ".join(own) if len(own) <= _NUMBERED else ""

    def _next(self) -> list[Block]:
        """Tasks whose time comes after the period, and those the period's own reports set for the next one."""
        out: list[Block] = [Heading(level=1, text=say("next_title"))]
        coming = tasks_to_come(self.known, self.summary, self.tasks)
        for task in coming[:_NEXT]:
            text = say("next_task", text=sentence(task.text), lead=task.lead, deadline=deadline_beside(task))
            out.append(Text.of(text, f"{self.refs.place(task.span)}."))
        if len(coming) > _NEXT:
            out.append(Text.of(say("next_more", count=len(coming) - _NEXT, annex=self.task_annex)))
        if not coming:
            out.append(Text.of(say("none_to_come")))
        return out

    def _end(self, organ: str) -> list[Block]:
        to = ", ".join(self.office.addressees)
        text = say("closing", organ=organ, period=self.period, to=to)
        return [Heading(level=1, text=say("wishes_title")), Text.of(BLANK), Text(runs=(Run(text=text),))]

    def _annexes(self) -> tuple[Annex, ...]:
        out = [form_annex(self.rows, self.refs, self.period, self.year)]
        if self.task_annex:
            out.append(task_annex(self.known, self.tasks, self.refs, self.year))
        if self.finding_annex:
            out.append(findings_annex(self.findings, self.refs))
        return tuple(out)


def tasks_to_come(known: Knowledge, summary: Summary, of_year: Sequence[Task]) -> list[Task]:
    """Tasks due after the period, soonest first, then what the period's own reports set without a date."""
    end = parse_period(summary.period).end
    dated = sorted((t for t in of_year if t.deadline and end_of(t.deadline) > end), key=lambda t: end_of(t.deadline))
    own = {
        key
        for key, d in known.documents.items()
        if d.reporting_period == summary.period and d.type_name == "Báo cáo" and d.text_quality == "clean"
    }
    said = [t for t in known.tasks if t.doc in own and not t.status and t not in dated]
    return [*(t for t in dated if not is_done(t)), *said]
