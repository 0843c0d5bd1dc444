"""A release as a user holds it: the installed one, or one that `onrecord.open` opened."""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` takes longer than importing this package may
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any, Literal, TypeAlias, overload

    import duckdb
    import networkx as nx
    import pandas as pd
    import pandera.pandas
    import pandera.polars
    import polars as pl
    import pyarrow as pa

    from onrecord.engines.conditions import Filters
    from onrecord.names import (
        ActorKind,
        ColumnName,
        EventKind,
        Region,
        RelationshipState,
        RelationshipType,
        SpeechAct,
        TableName,
        Topic,
    )
    from onrecord.plots import Plots
    from onrecord.records.resolution import Resolution
    from onrecord.store import Store

    Names: TypeAlias = str | Iterable[str]
    Day: TypeAlias = date | str
    Version: TypeAlias = "str | Path | Release"
else:

    def overload(function):
        """What `typing.overload` does at run time: nothing."""
        return function


class Release:
    """The tables of one release, with the functions of the package: `release.load("statements")` and so on.

    `descriptor` is its Data Package descriptor, and `version` what to cite. Where a function takes `version`, it
    answers from another release: its number ("0.2.0"), a folder, a zip, an address, a Release or, in a clone of the
    project, a revision of git.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._store = store

    @property
    def store(self) -> Store:
        """Where the tables are; those of the installed release are looked for when they are first needed."""
        from onrecord.store import installed

        return self._store or installed()

    @property
    def descriptor(self) -> dict[str, Any]:
        """What the release says of itself: its Data Package descriptor."""
        return self.store.descriptor

    @property
    def version(self) -> str:
        """Its version, which is what to cite."""
        return str(self.descriptor["version"])

    @property
    def plot(self) -> Plots:
        """Pictures: `plot.timeline(…)`, `plot.stances(…)`, `plot.network(…)`, `plot.positions(…)`."""
        from onrecord.plots import Plots

        return Plots(self)

    def __repr__(self) -> str:
        return f"<On Record {self.version}>"

    def at(self, version: Version | None) -> Release:
        """Return another release, however it is named, or this one where none is.

        Raises OnRecordError where it is not at hand.
        """
        if version is None:
            return self
        from onrecord.releases.opening import release_at

        return release_at(version)

    def tables(self) -> pd.DataFrame:
        """List the tables.

        Returns a frame with one row a table, indexed by its name: title, rows (their number), description.
        """
        from onrecord.catalog import tables

        return tables(self.store)

    def describe(self, table: TableName) -> pd.DataFrame:
        """Explain the columns of a table.

        Returns a frame with one row a column, indexed by its name: type, required, codes (the codes that may occur,
        where there is a closed list; their definitions are in the table "terms"), unit (of a figure), description.
        Raises OnRecordError where there is no such table.
        """
        from onrecord.catalog import describe

        return describe(self.store, table)

    @overload
    def load(
        self,
        table: TableName,
        engine: Literal["pandas"] = ...,
        *,
        columns: Sequence[ColumnName] | None = ...,
        filters: Filters | None = ...,
        version: Version | None = ...,
    ) -> pd.DataFrame: ...
    @overload
    def load(
        self,
        table: TableName,
        engine: Literal["polars"],
        *,
        columns: Sequence[ColumnName] | None = ...,
        filters: Filters | None = ...,
        version: Version | None = ...,
    ) -> pl.DataFrame: ...
    @overload
    def load(
        self,
        table: TableName,
        engine: Literal["pyarrow"],
        *,
        columns: Sequence[ColumnName] | None = ...,
        filters: Filters | None = ...,
        version: Version | None = ...,
    ) -> pa.Table: ...
    @overload
    def load(
        self,
        table: TableName,
        engine: Literal["duckdb"],
        *,
        columns: Sequence[ColumnName] | None = ...,
        filters: Filters | None = ...,
        version: Version | None = ...,
    ) -> duckdb.DuckDBPyRelation: ...
    def load(
        self,
        table: TableName,
        engine: Literal["pandas", "polars", "pyarrow", "duckdb"] = "pandas",
        *,
        columns: Sequence[ColumnName] | None = None,
        filters: Filters | None = None,
        version: Version | None = None,
    ) -> Any:
        """Load a table, one row a record, sorted by key.

            load("statements")                                              # a data frame of pandas
            load("statements", columns=["speaker", "said_latest", "quote"])
            load("statements", filters=[("speech_act", "in", ["refuse", "deny"]), ("said_latest", ">=", "2026-02-01")])
            load("statements", engine="polars")                             # or "pyarrow", "duckdb"

        `columns` are those to load, in that order. `filters` are (column, operator, value) with the operators ==, !=,
        <, <=, >, >=, in, not in: all of them have to fit, or all of one of several lists of them. Only what is asked
        for is read from the file.
        Columns: see describe(table). Their types, by engine:
          pandas   text str, codes categorical, dates datetime64[us], counts Int64, yes or no boolean, figures float64,
                   lists Python lists
          polars   String, Enum, Date, Int64, Boolean, Float64, List(String)
          pyarrow  string, dictionary, date32, int64, bool, double, list<string>
          duckdb   VARCHAR, ENUM, DATE, BIGINT, BOOLEAN, DOUBLE, VARCHAR[]; a relation, which reads when it is asked,
                   for one thread
        Codes are in the order of their vocabulary, and a missing value is missing. The frame is your own: what you
        change in it shows nowhere else. `frame.attrs` of pandas and `table.schema.metadata` of Arrow say what it is
        from: table, dataset, version, digest (SHA-256 of the content of the table), license, citation.
        Raises OnRecordError, with the nearest right value, where there is no such table, column, engine or code, or
        where the library of the engine is not installed.
        """
        from onrecord.engines import load

        return load(self.at(version).store, table, engine, columns, filters)

    def statements(
        self,
        *,
        speaker: Names | None = None,
        on_behalf_of: Names | None = None,
        target: Names | None = None,
        act: SpeechAct | Names | None = None,
        topic: Topic | Names | None = None,
        about: Names | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        version: Version | None = None,
        expand: bool = True,
    ) -> pd.DataFrame:
        """Find statements: who said it, for whom, at whom, what the words do, what they are about, and when.

            statements(speaker="Sergei Lavrov", since="2026-01-03", until="2026-01-31")
            statements(on_behalf_of=["CN", "RU"], act="demand")
            statements(target="Nicolás Maduro", topic="custody-and-trial")
            statements(about="U.S. operation in Caracas of 3 January 2026")

        Each argument takes one value or several, of which any may fit; all arguments have to. `speaker`, `on_behalf_of`
        and `target` take identifiers, names, also in the actor's own language, aliases, and codes of ISO 3166 with two
        or three letters. `target` takes events, too, and `about` only those: identifiers or labels. `act` and `topic`
        take codes of their vocabularies, or labels. `since` and `until` are days, both included; a statement whose day
        is known only within bounds is there where it may have been made then. `as_of` leaves out what was said
        after that day, `version` what is not in that release.
        Returns, in order of their days, the columns of the table "statements":
          statement_id, speaker, principal, on_behalf_of, tenure, title_as_given, mode, attribution, said,
          said_earliest, said_latest, said_precision, venue_kind, venue, event, original_lang, speech_act, topics,
          about_event, summary, lead_evidence, note, quote, quote_lang, n_sources, n_publishers, n_origins, n_witnesses,
          verification
        and, where `expand` is true, beside what they name:
          speaker_name, principal_name, on_behalf_of_name, office (of the tenure), event_label, about_event_label,
          target_names (a list, the main target first), link (opens the page of the lead evidence at the words)
        Raises OnRecordError with everything that is unknown or may mean several, and the nearest.
        """
        from onrecord.views.statements import statements

        return statements(
            self.at(version),
            speaker=speaker,
            on_behalf_of=on_behalf_of,
            target=target,
            act=act,
            topic=topic,
            about=about,
            since=since,
            until=until,
            as_of=as_of,
            expand=expand,
        )

    def actors(
        self,
        actor: Names | None = None,
        *,
        kind: ActorKind | Names | None = None,
        country: Names | None = None,
        region: Region | Names | None = None,
        as_of: Day | None = None,
        version: Version | None = None,
        expand: bool = True,
    ) -> pd.DataFrame:
        """Find actors, such as persons, states, bodies and companies, by name, by what they are and where they belong.

            actors("delcy rodriguez")
            actors(kind="person", country="RU", as_of="2026-01-03")

        `actor` and `country` take identifiers, names, aliases and codes of ISO 3166; `kind` and `region` codes or
        labels.
        Returns the columns of the table "actors":
          actor_id, kind, name, name_native, aliases, country, parent, wikidata, region (of states), gloss, note
        and, where `expand` is true, country_name and parent_name; with `as_of`, a day, also
          offices (a list: those that the actor held that day, or may have held)
        Raises OnRecordError with everything that is unknown or may mean several, and the nearest.
        """
        from onrecord.views.actors import actors

        return actors(
            self.at(version), actor=actor, kind=kind, country=country, region=region, as_of=as_of, expand=expand
        )

    def relationships(
        self,
        party: Names | None = None,
        *,
        subject: Names | None = None,
        object: Names | None = None,
        type: RelationshipType | Names | None = None,
        state: RelationshipState | Names | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        version: Version | None = None,
        expand: bool = True,
    ) -> pd.DataFrame:
        """Find relationships: what holds between two actors, and when.

            relationships("VE", as_of="2026-01-04")
            relationships(subject="usa", type="sanctions")

        `party` is on either side; read subject, type, object. The three take identifiers, names, aliases and codes of
        ISO 3166. `as_of` is a day: what held then, or may have. A missing end is not known, which does not mean that it
        is near; what was announced, with no beginning known, had not begun. `since` and `until` are the same for a
        period.
        Returns the columns of the table "relationships":
          relationship_id, type, subject, object, start, start_earliest, start_latest, start_precision, end,
          end_earliest, end_latest, end_precision, state, detail, amount, unit, period, period_earliest, period_latest,
          period_precision, asserted_by, instrument, note, n_sources, n_publishers, n_origins, n_witnesses, verification
        and, where `expand` is true, subject_name, object_name, asserted_by_name.
        Raises OnRecordError with everything that is unknown or may mean several, and the nearest.
        """
        from onrecord.views.relationships import relationships

        return relationships(
            self.at(version),
            party=party,
            subject=subject,
            object=object,
            type=type,
            state=state,
            since=since,
            until=until,
            as_of=as_of,
            expand=expand,
        )

    def tenures(
        self,
        holder: Names | None = None,
        *,
        organisation: Names | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        version: Version | None = None,
        expand: bool = True,
    ) -> pd.DataFrame:
        """Find tenures: who holds, held or claims which office. Rival tenures may overlap.

            tenures(organisation="VE", as_of="2026-01-04")

        `holder` and `organisation` take identifiers, names, aliases and codes of ISO 3166. `as_of` is a day: the
        offices that were held then, or may have been; a missing end is not known. `since` and `until` are the same for
        a period.
        Returns the columns of the table "tenures":
          tenure_id, holder, office, organisation, capacity, start, start_earliest, start_latest, start_precision, end,
          end_earliest, end_latest, end_precision, status, contested, note, n_sources, n_publishers, n_origins,
          n_witnesses, verification
        and, where `expand` is true, holder_name, organisation_name.
        Raises OnRecordError with everything that is unknown or may mean several, and the nearest.
        """
        from onrecord.views.tenures import tenures

        return tenures(
            self.at(version),
            holder=holder,
            organisation=organisation,
            since=since,
            until=until,
            as_of=as_of,
            expand=expand,
        )

    def events(
        self,
        *,
        kind: EventKind | Names | None = None,
        country: Names | None = None,
        participant: Names | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        version: Version | None = None,
        expand: bool = True,
    ) -> pd.DataFrame:
        """Find events: occasions on which something was said, and occurrences that statements are about.

            events(kind="court-hearing", since="2026-01-03")
            events(participant="Delcy Rodríguez", as_of="2026-01-05")

        `country` and `participant` take identifiers, names, aliases and codes of ISO 3166, `kind` codes or labels.
        `as_of` is a day: what went on then, or may have. `since` and `until` are the same for a period.
        Returns, in order of their days, the columns of the table "events":
          event_id, label, kind, start, start_earliest, start_latest, start_precision, end, end_earliest, end_latest,
          end_precision, place, country, parent, description, contested, note, n_sources, n_publishers, n_origins,
          n_witnesses, verification
        and, where `expand` is true, country_name, parent_label, participant_names (a list).
        Raises OnRecordError with everything that is unknown or may mean several, and the nearest.
        """
        from onrecord.views.events import events

        return events(
            self.at(version),
            kind=kind,
            country=country,
            participant=participant,
            since=since,
            until=until,
            as_of=as_of,
            expand=expand,
        )

    def evidence(self, record: Names, *, version: Version | None = None, expand: bool = True) -> pd.DataFrame:
        """Find the passages that bear on a record: those that support it, and those that contradict it.

            evidence("st-6j59-china-is-welcome")

        `record` is the identifier of a statement, event, relationship, tenure, actor, proposition, source or passage,
        or several; what was merged into another record is found under that.
        Returns, lead evidence first and what supports before what does not, the columns of the table "evidence":
          evidence_id, actor, event, relationship, statement, tenure, source, support, rendition, exact (the words),
          prefix, suffix, lang, locator, shows, note, start, end, exact_sha256, link (opens the page at the words)
        and, where `expand` is true, of the source:
          source_kind, source_proximity, publisher, publisher_name, author, title, url, published
        Raises OnRecordError with every record that there is not, and the nearest.
        """
        from onrecord.views.evidence import evidence

        return evidence(self.at(version), record, expand=expand)

    @overload
    def sql(
        self,
        query: str,
        parameters: Sequence[Any] | Mapping[str, Any] | None = ...,
        *,
        engine: Literal["pandas"] = ...,
        version: Version | None = ...,
    ) -> pd.DataFrame: ...
    @overload
    def sql(
        self,
        query: str,
        parameters: Sequence[Any] | Mapping[str, Any] | None = ...,
        *,
        engine: Literal["polars"],
        version: Version | None = ...,
    ) -> pl.DataFrame: ...
    @overload
    def sql(
        self,
        query: str,
        parameters: Sequence[Any] | Mapping[str, Any] | None = ...,
        *,
        engine: Literal["pyarrow"],
        version: Version | None = ...,
    ) -> pa.Table: ...
    @overload
    def sql(
        self,
        query: str,
        parameters: Sequence[Any] | Mapping[str, Any] | None = ...,
        *,
        engine: Literal["duckdb"],
        version: Version | None = ...,
    ) -> duckdb.DuckDBPyRelation: ...
    def sql(
        self,
        query: str,
        parameters: Sequence[Any] | Mapping[str, Any] | None = None,
        *,
        engine: Literal["pandas", "polars", "pyarrow", "duckdb"] = "pandas",
        version: Version | None = None,
    ) -> Any:
        """Ask a question in SQL, over all tables, in the dialect of DuckDB (https://duckdb.org/docs/sql/introduction).

            sql("select speech_act, count(*) n from statements where on_behalf_of = ? group by all order by n", ["usa"])

        Tables and columns are as in tables() and describe(table); lists are lists (list_contains(topics, 'elections')).
        Values are handed over as parameters, ? or $name. Returns what the query gives as a frame of the engine, with
        the types that load() has. Needs the extra "duckdb".
        Raises OnRecordError where the query is wrong, with what DuckDB says of it and the tables that there are.
        """
        from onrecord.queries import sql

        return sql(self.at(version).store, query, parameters, engine)

    def graph(
        self,
        *,
        edges: Literal["relationships", "stances"] | Sequence[Literal["relationships", "stances"]] = "relationships",
        party: Literal["speaker", "principal", "on_behalf_of"] = "on_behalf_of",
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        version: Version | None = None,
    ) -> nx.MultiDiGraph[str]:
        """Make a graph of actors: what holds between them ("relationships"), what they say of each other ("stances").

        Returns a MultiDiGraph of networkx. Its nodes are the identifiers of the actors that have an edge, with label
        (the name), kind, country, region (of a state its own, of another actor that of its country) and gloss.
        Edges are
          relationships  from subject to object, key relationship_id. Where `symmetric` is true the two may change
                         places; it is one edge all the same.
          stances        from the party whose words they are to each actor that a statement is aimed at, key
                         "statement/position of the target". `party` says who that is: the state or body that the words
                         bind (on_behalf_of; where they bind none, the principal), the principal or the speaker. A party
                         can speak of itself, and its edge is a loop. Targets that are events have no edge.
        Both have table; type (the relationship type; the stance) and label (its name); the ISO days start_earliest,
        start_latest, end_earliest and end_latest (of a stance those on which it may have been said); n_sources and
        n_witnesses; n_evidence and n_contradicting, the passages that support the record and those that contradict it
        or deny that it was said; verification; detail (of a stance the summary of the statement). Relationships also
        have symmetric, state, asserted_by, start and end in EDTF; stances statement, role, speech_act, said in EDTF,
        and weight, which is 1: added up, the weights of parallel edges are the number of statements. Every attribute is
        a string, a number or a boolean; what is not known is "". The attributes of the graph itself are name, version,
        license and citation. write_graph() saves it.
        `as_of` keeps what may have held on a day: relationships not known to have begun later or ended before, and
        stances not known to have been voiced later. `since` and `until`, the first and last day of a period, keep
        relationships that may have held on one of its days and stances that may have been voiced in it. A missing start
        or end is not known and excludes nothing, so look at `state` too; with any of the three, announced relationships
        count from their start, and not at all without one. Needs the extra "graph".
        Raises OnRecordError where there are no such edges or no such party, where a day is none, or where networkx is
        not installed.
        """
        from onrecord.network.graph import graph

        return graph(self.at(version), edges=edges, party=party, since=since, until=until, as_of=as_of)

    def cite(
        self,
        of: object = None,
        *,
        format: Literal["text", "bibtex", "csl-json"] = "text",
        version: Version | None = None,
    ) -> str:
        """Cite the release and, with `of`, every source that a subset of it rests on.

            cite(statements(target="VE"), format="bibtex")

        `of` is an identifier of a record (or the name of a nested one, such as st-…/1), several of them (list, set,
        Series), or a frame with a column of identifiers, such as `statement_id` or `statement`: a table of the release,
        a part of one, a join, what explain() returns. A frame is one of pandas, Polars, Arrow or DuckDB. Where it has
        several such columns, a passage goes before a source, that before a statement, and the other records come after;
        each row then stands for that record alone, and rows of the table "evidence" for just their source. Missing
        values are skipped. A record rests on the sources of all evidence that bears on it, a proposition on those of
        the positions taken on it; an actor may rest on none.
        Returns the release first and then the sources, each once, by author or publisher, date, title and identifier. A
        source without a printed author stands under its publisher; what no page shows is left out. `format` is one of
          text      a paragraph a reference, with a blank line between
          bibtex    an entry a reference, called as the source's identifier; the release is a @dataset
          csl-json  a JSON array of CSL items, which Zotero, Pandoc and other programs read
        Raises OnRecordError where identifiers are unknown or retired (all of them named), where a frame has none, or
        where there is no such format.
        """
        from onrecord.citation import cite

        return cite(self.at(version), of, format=format)

    @overload
    def schema(
        self, table: TableName, form: Literal["pandas"] = ..., *, version: Version | None = ...
    ) -> pandera.pandas.DataFrameSchema: ...
    @overload
    def schema(
        self, table: TableName, form: Literal["polars"], *, version: Version | None = ...
    ) -> pandera.polars.DataFrameSchema: ...
    @overload
    def schema(self, table: TableName, form: Literal["json"], *, version: Version | None = ...) -> dict[str, Any]: ...
    @overload
    def schema(self, table: TableName, form: Literal["pyarrow"], *, version: Version | None = ...) -> pa.Schema: ...
    def schema(
        self,
        table: TableName,
        form: Literal["pandas", "polars", "json", "pyarrow"] = "pandas",
        *,
        version: Version | None = None,
    ) -> Any:
        """Give the schema of a table in the form of another library, to hold a frame or rows of your own against.

            schema("statements").validate(mine, lazy=True)

        "pandas" and "polars" are a DataFrameSchema of pandera, whose validate(frame, lazy=True) names every fault at
        once. They take the frames that load() gives, and those that a person makes: columns in any order, without those
        that are computed and those that may be missing; codes as texts; days as dates, as timestamps at midnight or as
        texts (2026-02-03). Nothing is converted: what passes is returned as it is. Of a LazyFrame, pandera looks at the
        columns alone: collect it first. "json" is a JSON Schema (draft 2020-12) of one row, as the JSON Lines of a
        release have it. "pyarrow" is the schema of the Arrow table that load() gives. The first two need the extra
        "schema", for Polars also "polars".
        What a value refers to, addresses, dates in EDTF and the rules of the dataset are left to `onrecord check`.
        Raises OnRecordError where there is no such table or form, or where a library is not installed.
        """
        from onrecord.schema_forms import schema

        return schema(self.at(version), table, form)

    def explain(self, record: str, field: str | None = None) -> pd.DataFrame:
        """Trace the values of a record, or one of them, back to the passages that they rest on.

        Returns a frame with one row for each value and each passage that bears on it, those that contradict it
        included, and one row without a passage where the value rests on none. Columns: record, table, field, value,
        basis (evidence, page, judgement or record-keeping, as the terms of "basis" define them; "computed" for a
        derived column), evidence, support, rendition, quote, lang, note, link (opens the page at the words), source,
        publisher, title, published, lineage (what the source draws on), path and line (of the record in the
        repository), version. Records nested in the one asked for, such as the targets of a statement, come with it.
        Where records of several tables are numbered alike, such as its targets and its designations, all of that name
        are explained; the column table tells them apart.
        Raises OnRecordError where there is no such record, or it has no such field.
        """
        from onrecord.records.explanation import explain

        return explain(self.store, record, field)

    def resolve(self, record: str) -> Resolution:
        """Say what became of an identifier that some release held, without asking anybody else.

        Returns a Resolution: record (the identifier asked for), status ("current", "merged" or "withdrawn"), current
        (the identifier to use now; None where it was withdrawn), table (that holds it), version (of the release that
        retired it) and reason.
        Raises OnRecordError where there is no such identifier and none such was given up, with the nearest.
        """
        from onrecord.records.resolution import resolve

        return resolve(self.store, record)

    def verify(self, texts: str | Path) -> pd.DataFrame:
        """Look every quotation and designation of the data up in the texts of a folder.

        A file (plain text, HTML, PDF) belongs to a source by its SHA-256, by its name (SOURCE_ID.html) or, a saved
        page, by its address. Returns a frame with one row a quotation (`exact` of the table "evidence") and, after
        them, one row a designation (`words` of the table "designations"): evidence, record and source, their
        identifiers; file, the path in the folder; status; place, such as "paragraph 4"; diff, in the notation of wdiff;
        words, as recorded. Status is one of
          found      the words stand where the record says, or once in what it allows
          moved      they stand at another place
          ambiguous  they stand at several places, and the record does not say at which
          altered    they do not stand there, but similar ones: diff has [-words of the record-] {+words of the text+}
          not-found  nothing like them stands there
          not-held   there is no text of the source
        where there are several texts of a source, the best of what they say, in this order. A designation is found,
        not-found or not-held. The frame's attrs have `unmatched`, the files of no source, and `unreadable`, why others
        could not be read.
        Raises OnRecordError where there is no such folder or a library that a text needs is missing.
        """
        from onrecord.verification import verify

        return verify(self.store, texts)
