"""How the data came about and what they are fit for, in the terms of the responsible-AI vocabulary of Croissant.

What stands here in words follows from the codebook and the rules of curation. Every figure is computed from the tables.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from onrecord_build.release.extent import read

if TYPE_CHECKING:
    from onrecord_build.compile import MemoryStore

Row = dict[str, Any]

MOST = 3  # groups of a dimension that are named
NONE = "none"  # the group of those statements that have no value in a dimension

COLLECTION = (
    "The project started from one article, which was coded in full, each claim traced to the source that it draws on. "
    "In scope are public acts of speech by states, their organs and office holders, organisations of states, parties "
    "and their leaders, the parties to the court case, and companies in the oil trade. A value is recorded only where "
    "a page that was read shows it, or where it is a reading of the words by the definitions of the vocabularies, "
    "identifiers and the like aside; the table provenance says which. The rule is to go to the speaker's own record "
    "before a news agency, to an agency before a newspaper, and to a newspaper before a page that rewrites others, "
    "which is never the only evidence. Sources that disagree are all kept. The table searches lists actors in scope "
    "for which nothing was found, after three queries or more in at least two languages, one of them the actor's own."
)
MISSING = (
    "A field is left empty where no page that was read shows a value; nothing is guessed. In some columns empty says "
    "something of its own: on_behalf_of where the words bind nobody, shows where a passage bears on the whole record. "
    "An open end of a tenure or a relationship means that the end is not known, and not that it goes on. Dates known "
    "only in part are written in EDTF, with the first and the last possible day beside them. A statement that is not "
    "in the data may have been made all the same: the table searches says what was searched, and not that an actor "
    "kept silent."
)
RAW = (
    "Web pages and documents: communiqués, transcripts, reports of news agencies, newspapers and broadcasters. Each "
    "has a row in the table sources. Their texts belong to others and are no part of the release; only titles and "
    "quoted passages are. Whoever holds the texts can have every quotation looked up in them with onrecord verify."
)
PREPROCESSING = [
    "Records are checked against schemas and rules, and are compiled only where no error is left and every warning is "
    "mended or waived with a reason.",
    "Columns marked as derived are computed when a release is built: bounds of dates, counts of sources and, after "
    "lineage, of origins and witnesses, differences between renderings, positions of passages in archived texts.",
    "Copies of a report are linked to it in source_lineage, so that they are not counted as independent witnesses. "
    "Whose report a page is, is seen from what it credits and, where it credits nobody, from other pages with the same "
    "text. The counts of origins and witnesses are lower bounds as far as lineage is declared.",
    "Quotations are kept letter by letter in the language of the source; summaries and notes are in words of the "
    "project.",
]
ANNOTATION = (
    "Statements are divided and coded by the codebook of the project and the definitions in the table terms, each with "
    "a case that fits and one that does not. Coded are among others speech act, topics, targets and the stance towards "
    "them, positions on contested facts, and the frames of chosen words. For samples of statements other coders were "
    "given passages and pages without the coding; the table codings keeps what each wrote."
)
DISAGREEMENT = (
    "Codings stay as they were written, and disagreement between them is kept in the table codings. The values of the "
    "other tables are those of the record, and not a vote among the codings; what disagreement taught made rules "
    "clearer, and some records were changed by them."
)
CHANCE = (
    "Shares of equal codings are not corrected for chance; onrecord agreement report gives Krippendorff's alpha with "
    "intervals. Where all coders are models they tell whether models apply the definitions alike, and nothing of "
    "people."
)
SELECTION = (
    "What is here is what pages that could be found and read print: of whose words few such pages tell, less is here, "
    "however much was said. The counts are no measure of who spoke how often, nor of public opinion, as commentators "
    "and private persons are out of scope."
)
TRANSLATION = (
    "Some words are known in translation only; the column rendition of evidence shows where, and the table renderings "
    "how wordings differ."
)
READING = (
    "Speech acts, stances and frames are readings. That a quotation is verified says that it was printed, and not that "
    "what it says is true."
)
LIMITATIONS = [
    "The data say that somebody said something, in which words, and which position the words take. They do not say who "
    "is right, and must not be used as evidence that a contested fact is so.",
    "Coverage is neither complete nor a random sample of what was said, in any country, language or month.",
    "Some countries, languages and months have too few statements for comparison; balance.md shows how many each has.",
    "How well a record is supported differs: see verification, n_witnesses and n_origins before relying on it.",
    "Codes are no gold standard for training or ranking classifiers of stance or framing.",
    "Stances and frames are those of the words, and not of the speaker: they do not tell what a person or a state "
    "thinks or will say, and measure nobody's truthfulness or loyalty.",
]
UNTESTED = "No person has coded a sample yet, so that nothing is known of how far people would agree with the codes."
USE_CASES = [
    "To look up who said what, when and on whose behalf, with the passages and sources that show it.",
    "To compare positions, speech acts and choices of words across actors and languages.",
    "To study how quotations change between sources and translations, and how reports draw on each other.",
    "To look quotations up in texts at hand, with onrecord verify.",
]
SOCIAL_IMPACT = (
    "The events are contested, people were taken into custody, and there is a court case. The data let readers check "
    "words against sources, by the same rules for every side. They can do harm where a selection of them is taken for "
    "the whole, where a reading is taken for a fact, or where words are shown without speaker, day and source. Show "
    "these with a quotation, and say which version was used."
)
PERSONAL = [
    "Names, offices and public statements of persons in public roles, with state or organisation and, for some, "
    "charges, custody, sanctions or family ties that sources report; names of authors of sources, as printed.",
    "Political opinions follow from what persons in such roles said in public. Commentators, private persons and what "
    "is no public act are out of scope. Persons are not anonymised: attribution is what the data are for.",
    "Quotations may be accusing, hostile or insulting; they are given as the sources print them.",
]
MAINTENANCE = (
    "The On Record maintainers publish versioned releases. A value that a release held is changed only with a row in "
    "the table errata, which says what it was, what it became and why; notes and summaries of the project, "
    "vocabularies, searches and codings need none. Identifiers never change and are never used again; those of "
    "records taken out stay in the table retired_ids, with the reason. How to report an error is in CONTRIBUTING.md of "
    "the repository."
)


def responsible_use(store: MemoryStore) -> dict[str, Any]:
    """The properties of the responsible-AI vocabulary, without those of which nothing is known.

    Of tables that somebody else made, nothing is: none of this is how they came about.
    """
    if not store.identity.own:
        return {}
    codings = store.read("codings").to_pylist()
    people = any(row["coder_kind"] == "human" for row in codings)
    days = read(store)
    given = {
        "dataCollection": COLLECTION,
        "dataCollectionType": ["Document analysis", "Secondary Data analysis"],
        "dataCollectionTimeframe": [day.isoformat() for day in days] if days else [],
        "dataCollectionMissingData": MISSING,
        "dataCollectionRawData": RAW,
        "dataPreprocessingProtocol": PREPROCESSING,
        "dataAnnotationProtocol": ANNOTATION,
        "dataAnnotationAnalysis": [*_agreement(codings), CHANCE, DISAGREEMENT],
        "annotationsPerItem": _per_item(codings),
        "machineAnnotationTools": list(_models(codings)),
        "dataBiases": [SELECTION, *_spread(store), TRANSLATION, READING],
        "dataLimitations": [*LIMITATIONS, *_access(store), *([] if people else [UNTESTED])],
        "dataUseCases": USE_CASES,
        "dataSocialImpact": SOCIAL_IMPACT,
        "personalSensitiveInformation": PERSONAL,
        "dataReleaseMaintenancePlan": MAINTENANCE,
    }
    return {f"rai:{name}": value for name, value in given.items() if value}


def _agreement(codings: list[Row]) -> Iterator[str]:
    """For each sample with two coders or more, how often they gave the same code, field by field."""
    samples: dict[str, dict[str, dict[str, dict[str, str | None]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(dict))
    )
    for row in codings:
        samples[row["sample"]][row["field"]][row["statement"]][row["coder"]] = row["value"]
    for sample, fields in sorted(samples.items()):
        shares = [f"{field} {share}" for field, units in sorted(fields.items()) if (share := _same(units.values()))]
        if shares:
            statements = {row["statement"] for row in codings if row["sample"] == sample}
            yield (
                f"Sample {sample}, {len(statements)} statements, coded by {_coders(codings, sample)}. Pairs of codings "
                f"that are the same: {', '.join(shares)}."
            )


def _same(units: Iterable[dict[str, str | None]]) -> str | None:
    """The share of pairs of codings of one unit that are the same; None where there is no pair."""
    pairs = [one == other for unit in units for one, other in combinations(unit.values(), 2)]
    return _share(sum(pairs), len(pairs)) if pairs else None


def _coders(codings: list[Row], sample: str) -> str:
    coders = {(row["coder"], row["coder_kind"], row["material"]) for row in codings if row["sample"] == sample}
    return " and ".join(
        f"{coder} ({kind}, {material.replace('-', ' ')})" for coder, kind, material in sorted(coders, key=_number)
    )


def _number(coder: tuple[str, str, str]) -> tuple[int, str]:
    """Coders in the order of their numbers."""
    return len(coder[0]), coder[0]


def _per_item(codings: list[Row]) -> str:
    """How many codings a statement has, and how many of them are by people."""
    coders: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in codings:
        coders[row["statement"]].add((row["coder"], row["coder_kind"]))
    numbers = Counter(len(found) for found in coders.values())
    human = sum(any(kind == "human" for _, kind in found) for found in coders.values())
    counted = ", ".join(f"{number} with {size}" for size, number in sorted(numbers.items())) or NONE
    people = f"{human} of them were coded by a person." if human else "No statement was coded by a person for a sample."
    return f"One in the record. Statements whose codings are compared in samples: {counted}. {people}"


def _models(codings: list[Row]) -> Iterator[str]:
    """Which codings language models wrote."""
    samples = [(row["sample"], row["coder"], row["material"]) for row in codings if row["coder_kind"] == "model"]
    for sample, coder, material in sorted(set(samples)):
        own = "; the coding in the dataset itself, as it was then" if material == "record-at-hand" else ""
        yield f"Language model: {coder} in the sample {sample} ({material.replace('-', ' ')}{own})."


def _spread(store: MemoryStore) -> Iterator[str]:
    """How unevenly the statements spread, from the table balance."""
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for row in store.read("balance").to_pylist():
        if row["n_statements"]:
            numbers[row["dimension"]][row["label"] if row["group"] != NONE else NONE] = row["n_statements"]
    whole = sum(numbers["verification"].values())
    if not whole:
        return
    named = {
        "region": "Region of those whose words they are",
        "month": "Month",
        "source-kind": "Kind of source (with two a statement counts twice)",
    }
    yield f"Language of the quotation: {_largest(numbers['language'], whole)}."
    for dimension, title in named.items():
        yield f"{title}: {_largest(numbers[dimension], whole)}."
    support = numbers["verification"]
    yield f"How the {whole:,} statements are supported: {_largest(support, whole, len(support))}."
    searched = store.read("searches").num_rows
    yield f"Searches recorded as without result: {searched}."


def _access(store: MemoryStore) -> Iterator[str]:
    """How much of the sources was read."""
    access = Counter(store.read("sources")["access"].to_pylist())
    if whole := sum(access.values()):
        parts = ", ".join(f"{code} {number:,}" for code, number in access.most_common())
        yield (
            f"How much was read of the {whole:,} sources: {parts} (the vocabulary source-access in the table terms). "
            "What stands elsewhere on a page may put a quotation into another light."
        )


def _largest(numbers: dict[str, int], whole: int, most: int = MOST) -> str:
    """The largest groups of a dimension, with their shares of all statements."""
    found = sorted(((-number, group) for group, number in numbers.items() if group != NONE))
    groups = [f"{group} {_share(-number, whole)}" for number, group in found[:most]]
    rest = [f"none {_share(numbers[NONE], whole)}"] if NONE in numbers else []
    return ", ".join([*groups, *rest]) + (f" ({len(found)} in all)" if len(found) > most else "")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if not part or part / whole >= 0.005 else "under 1%"
