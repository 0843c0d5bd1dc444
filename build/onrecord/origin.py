"""What a table that was loaded says of where it is from."""

from __future__ import annotations

from onrecord.store import Store


def origin(store: Store, table: str | None = None) -> dict[str, str]:
    """Dataset, version, licence and citation and, of one table, its name and the digest of its content."""
    from onrecord.citation.wording import release_citation

    descriptor = store.descriptor
    told = {
        "dataset": descriptor["name"],
        "version": descriptor["version"],
        "license": descriptor["licenses"][0].get("title") or descriptor["licenses"][0]["name"],
        "citation": release_citation(descriptor),
    }
    return told if table is None else {"table": table} | told | {"digest": digest_of(store, table)}


def digest_of(store: Store, table: str) -> str:
    """The digest of its content; that of a table which was compiled in memory is computed once."""
    if store.contents is not None:
        return store.contents[table]
    asked = ("digest", table)
    if asked not in store.loaded:
        from onrecord.integrity.content import table_digest

        store.loaded[asked] = table_digest(store.read(table))
    return str(store.loaded[asked])
