"""Records in a YAML file: one with a file of its own, and those nested in it."""

from __future__ import annotations

from onrecord_build import yaml_lines
from onrecord_build.faults import Fault, nearest
from onrecord_build.records import Records, Row
from onrecord_build.schema import Schemas, Table
from onrecord_build.yaml_lines import Located


def read_yaml(name: str, stem: str, text: str, table: Table, schemas: Schemas, records: Records) -> None:
    """Read the record of one YAML file, and the records nested in it; `stem` is what the file is called."""
    root, problems = yaml_lines.parse(text)
    why = "A record is one YAML mapping of plain names and values"
    records.faults += [Fault(name, p.line, p.what, why, p.fix) for p in problems]
    if root is None or not isinstance(root.value, dict):
        if not problems:
            records.faults.append(
                Fault(
                    name,
                    1,
                    "the file holds no record",
                    why,
                    f"Write '{table.key[0]}: {stem}' and the other fields",
                )
            )
        return
    inner = schemas.nested_in(table.name)
    own = {key: value for key, value in root.value.items() if key not in inner}
    row = _yaml_row(name, 1, own, table, [*inner], records)
    records.rows[table.name].append(row)
    if row[table.key[0]] == stem:
        records.unread.discard(stem)
    elif row[table.key[0]]:
        what = f"{table.key[0]} is '{row[table.key[0]]}', the file is called '{stem}'"
        records.faults.append(
            row.fault(table.key[0], what, "A file is found by the id of its record", "Make them the same")
        )
    for key, (child, parent) in inner.items():
        items = root.value.get(key, Located(None, 1))
        if not isinstance(items.value, list | None):
            records.faults.append(
                Fault(name, items.line, f"'{key}' is not a list", why, f"Begin each of the {key} with '- '")
            )
            continue
        for position, item in enumerate(items.value or [], start=1):
            if not isinstance(item.value, dict):
                records.faults.append(
                    Fault(
                        name,
                        item.line,
                        f"an item of '{key}' is not a record",
                        why,
                        f"Write its fields: {', '.join(child.authored)}",
                    )
                )
                continue
            given = {k: v for k, v in item.value.items() if k != parent}
            if parent in item.value:
                line = item.value[parent].line
                records.faults.append(Fault(name, line, f"'{parent}' is known from the file", why, "Leave it out"))
            nested = _yaml_row(name, item.line, given, child, [], records)
            nested.values[parent] = row[table.key[0]]
            if row[table.key[0]] is None:
                nested.broken.add(parent)  # the record's own fault
            if "position" in child.key:
                nested.values["position"] = position
            records.rows[child.name].append(nested)


def _yaml_row(name: str, line: int, values: dict[str, Located], table: Table, also: list[str], records: Records) -> Row:
    row = Row(table.name, name, line, {}, {})
    for key, item in values.items():
        row.lines[key] = item.line
        if key not in table.authored:
            derived = any(f.name == key for f in table.fields)
            what = f"'{key}' is computed" if derived else f"'{key}' is not a field of {table.name}"
            fix = "Leave it out" if derived else nearest(key, [*table.authored, *also], "Leave it out")
            records.faults.append(row.fault(key, what, f"The fields are {', '.join([*table.authored, *also])}", fix))
        elif isinstance(item.value, list):
            row.values[key] = [part.value for part in item.value]
        else:
            row.values[key] = item.value
    return row
