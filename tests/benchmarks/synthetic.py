"""A dataset of any size that obeys every rule, made from a seed: the same seed gives the same files."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from onrecord_build.generate import generated
from onrecord_build.project import Project
from onrecord_build.released import FILE

REPOSITORY = Path(__file__).resolve().parents[2]
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
WORDS = "our own laws hold and we will not accept what a neighbour demands of this country after the meeting"
ACTS = ("refuse", "demand", "condemn", "endorse", "justify", "inform")
TOPICS = ("sovereignty-territory", "international-law", "elections", "migration", "sanctions-and-finance")
MONTHS = ("2026-01", "2026-02", "2026-03")


class Synthetic:
    """Writes dataset/, schemas/ and CHANGELOG.md into a folder."""

    def __init__(self, folder: Path, statements: int, seed: int = 1) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.used: set[str] = set()
        self.people = [f"speaker-{n}" for n in range(max(2, statements // 8))]
        self.sources = [self._id("src") for _ in range(max(4, statements // 3))]
        self.statements = statements

    def write(self) -> None:
        """Write everything; existing files of that name are replaced."""
        shutil.copytree(REPOSITORY / "schemas", self.folder / "schemas", dirs_exist_ok=True)
        shutil.copy(REPOSITORY / "CITATION.cff", self.folder)
        (self.folder / "CHANGELOG.md").write_text("## 1.0.0 (2026-04-01)\n", encoding="utf-8")
        actors = ["actor_id,kind,name,name_native,aliases,country,parent,wikidata,region,gloss,note"]
        actors += ["example-times,media-outlet,Example Times,,,,,,,Newspaper.,"]
        tenures, evidence = [], []
        for name in self.people:
            number = name.partition("-")[2]
            tenure = self._id("ten")
            actors.append(f"{name},person,Speaker {number},Оратор {number},S. {number};No. {number},xea,,,,Minister.,")
            tenures.append(f"{tenure},{name},minister {number},xea,substantive,2025-05,,current,false,")
            evidence.append(f"{self._id('ev')},{name},,,,,{self._source()},supports,document-fact,,,,en,,,")
            evidence.append(f"{self._id('ev')},,,,,{tenure},{self._source()},supports,document-fact,,,,en,,,")
        self.tenures = dict(zip(self.people, (row.partition(",")[0] for row in tenures), strict=True))
        for state, label in (("xea", "Example State"), ("xeb", "Sample Republic")):
            actors.append(f"{state},state,{label},,,,,,western-europe,A state.,")
            evidence.append(f"{self._id('ev')},{state},,,,,{self._source()},supports,document-fact,,,,en,,,")
        head = "source_id,kind,proximity,publisher,author,title,url,published,lang,is_translation,access,accessed,"
        sources = [f"{head}text_sha256,retracted,note"]
        for n, source in enumerate(self.sources):
            page = f"Page {n},https://times.example/{n},2026-03-30,en,false,excerpt,2026-04-01"
            sources.append(f"{source},news-report,first-hand,example-times,A. Byline,{page},,,")
        self._table("actors", actors)
        self._table("sources", sources)
        self._table(
            "tenures", ["tenure_id,holder,office,organisation,capacity,start,end,status,contested,note", *tenures]
        )
        columns = "actor,event,relationship,statement,tenure,source,support,rendition,exact,prefix,suffix,lang,locator,shows,note"
        self._table("evidence", [f"evidence_id,{columns}", *evidence])
        self._table("source_lineage", ["child,parent,relation,note"])
        self._table("retired_ids", ["id,replaced_by,reason,version"])
        self._table("released", ["id,table,version,whole,digests"])
        self._table("waivers", ["rule,record,reason"])
        self._table("propositions", ["proposition_id,text,reciprocal,topic,about_event,note"])
        self._table("searches", ["actor,searched,queries,langs,note"])
        self._table("errata", ["record,field,was,became,reason,corrected,fixed_in"])
        self._table("codings", ["sample,statement,coder,field,value,coder_kind,material,coded"])
        for index in range(self.statements):
            self._statement(index)
        self._release()

    def _release(self) -> None:
        """Release everything, and begin the next version: the check compares every record with what was released."""
        released = self.folder / FILE
        released.write_text(generated(Project(self.folder))[released], encoding="utf-8")
        shutil.copy(REPOSITORY / "CITATION.cff", self.folder)
        (self.folder / "CHANGELOG.md").write_text("## 1.1.0.dev0 (unreleased)\n", encoding="utf-8")

    def _id(self, prefix: str) -> str:
        while (start := f"{prefix}-{''.join(self.chance.choices(LETTERS, k=4))}") in self.used:
            pass
        self.used.add(start)
        return f"{start}-made-up"

    def _source(self) -> str:
        return self.chance.choice(self.sources)

    def _table(self, name: str, lines: list[str]) -> None:
        path = self.folder / "dataset" / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = sorted(lines[1:], key=lambda row: row.partition(",")[0])
        path.write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")

    def _words(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(WORDS.split(), k=self.chance.randint(least, most)))

    def _statement(self, number: int) -> None:
        identifier, month = self._id("st"), self.chance.choice(MONTHS)
        speaker = self.chance.choice(self.people)
        passages = [self._id("ev") for _ in range(self.chance.randint(2, 4))]
        act = self.chance.choice(ACTS)
        lines = [
            f"statement_id: {identifier}",
            f"speaker: {speaker}",
            f"principal: {speaker}",
            "on_behalf_of: xea",
            f"tenure: {self.tenures[speaker]}",
            "title_as_given: minister of Example State",
            "mode: own-voice",
            "attribution: on-record",
            f"said: {month}-{self.chance.randint(1, 28):02}",
            "venue_kind: press-briefing",
            "venue: Example City",
            "original_lang: en",
            f"speech_act: {act}",
            f"topics: [{', '.join(self.chance.sample(TOPICS, k=2))}]",
            *self._text("summary", f"He says that {self._words(10, 30)}.", ""),
            f"lead_evidence: {passages[0]}",
            "targets:",
            "  - target_actor: xeb",
            "    role: evaluated",
            "    stance: against",
            "evidence:",
        ]
        for passage, source in zip(passages, self.chance.sample(self.sources, k=len(passages)), strict=True):
            quotation = f"In case {number} {self._words(8, 40)}"
            lines += [
                f"  - evidence_id: {passage}",
                f"    source: {source}",
                "    support: supports",
                "    rendition: verbatim",
                *self._text("exact", quotation, "    "),
                "    lang: en",
            ]
        folder = self.folder / "dataset" / "statements" / month
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{identifier}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _text(self, key: str, text: str, indent: str) -> list[str]:
        """A text on one line, or folded at 100 columns."""
        if len(indent) + len(key) + 2 + len(text) <= 100:
            return [f"{indent}{key}: {text}"]
        lines, line = [f"{indent}{key}: >-"], f"{indent} "
        for word in text.split():
            if len(line) + 1 + len(word) > 100:
                lines.append(line)
                line = f"{indent} "
            line += f" {word}"
        return [*lines, line]
