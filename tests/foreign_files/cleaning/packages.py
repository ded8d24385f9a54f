"""Office files as programs write them, whose parts lead to each other (the samples have no relations but those that they are about), and what is in a file."""

import io
import posixpath
import zipfile

from pypdf import PdfReader

from tests.foreign_files.text.hidden_samples import a_zip, relations

MAIN = ("word/document.xml", "xl/workbook.xml")


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def linked(content):
    """The file with relations from it to its main part and from that to all others; any other kind of file as it is."""
    parts = parts_of(content) if content.startswith(b"PK") else {}
    main = next((name for name in MAIN if name in parts), "")
    if not main:
        return content
    folder, base = posixpath.split(main)
    own = f"{folder}/_rels/{base}.rels"
    others = [name for name in parts if name.startswith(f"{folder}/") and name != main and "_rels/" not in name]
    rows = relations(*((f"part{number}", "part", f"/{name}") for number, name in enumerate(others)))
    known = parts.pop(own, b"").decode() or relations()
    parts[own] = known.replace("</Relationships>", rows.partition(">")[2])
    about = [(name, "about", name) for name in parts if name.startswith("docProps/")]
    parts["_rels/.rels"] = relations(("main", "officeDocument", main), *about)
    return a_zip(parts)


def outside(rows, key):
    """Relations one of which leads out of the file."""
    return rows.replace(f'Id="{key}"', f'Id="{key}" TargetMode="External"')


def everything_in(content):
    """All that somebody with the right tools finds in a file."""
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        objects = [
            reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1) if number in reader.xref[0]
        ]
        return (
            b" ".join(each.get_data() if hasattr(each, "get_data") else str(each).encode() for each in objects)
            + content
        )
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b" ".join(name.encode() + package.read(name) for name in package.namelist())
