"""Office files of before 2007, made by hand: the small file system, and in it a document, a workbook or slides of a few words."""

import struct

SECTOR, FREE, END, FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SMALLEST = 4096  # below, a stream would stand in sectors of another size


def an_ole(streams):
    """A compound file of these streams by name; none of them is shorter than `SMALLEST` here."""
    bodies = {name: content.ljust(SMALLEST, b"\0") for name, content in streams.items()}
    table, data, starts = [FAT], b"", {}
    for name, body in bodies.items():
        content = body + bytes(-len(body) % SECTOR)
        starts[name] = first = len(table)
        table += [*range(first + 1, first + len(content) // SECTOR), END]
        data += content
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    entries += [
        _entry(name, 2, starts[name], len(content), right=at + 1 if at < len(bodies) else FREE)
        for at, (name, content) in enumerate(bodies.items(), 1)
    ]
    entries += [bytes(128)] * (-len(entries) % 4)
    directory = len(table)
    table += [*range(directory + 1, directory + len(entries) // 4), END]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", 1, directory, 0, SMALLEST, END, 0, END, 0, 0)
    head = head.ljust(SECTOR, b"\xff")
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return head + fat + data + b"".join(entries)


def _entry(name, kind, start, size, child=FREE, right=FREE):
    letters = name.encode("utf-16-le") + b"\0\0"
    places = struct.pack("<III", FREE, right, child)
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBB", len(letters), kind, 1)
        + places
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def a_doc(runs, comments=""):
    """A Word document of runs, each some Latin letters with the properties of their characters; then what its comments say."""
    runs = [*runs, ("\r", b"")]
    letters = "".join(text for text, _properties in runs)
    start, text = 0x800, (letters + comments).encode("cp1252")
    bounds = [start]
    for part, _properties in runs:
        bounds.append(bounds[-1] + len(part))
    bounds.append(start + len(text) + 1)
    properties = [each for _text, each in runs] + [b""]
    page, at, offsets = bytearray(512), 510, []
    for each in properties:
        at -= (len(each) + 2) // 2 * 2
        page[at : at + 1 + len(each)] = bytes([len(each)]) + each
        offsets.append(at // 2 if each else 0)
    page[: 4 * len(bounds)] = struct.pack(f"<{len(bounds)}I", *bounds)
    page[4 * len(bounds) : 4 * len(bounds) + len(offsets)] = bytes(offsets)
    page[511] = len(properties)
    clx = b"\x02" + struct.pack("<IIIHIH", 16, 0, len(text), 0, (start * 2) | 0x40000000, 0)
    plc = struct.pack("<III", bounds[0], bounds[-1], 0x1000 // 512)
    head = bytearray(0x800)
    struct.pack_into("<HH6xH", head, 0, 0xA5EC, 0xC1, 0x0200)
    struct.pack_into("<IIIII", head, 0x4C, len(letters), 0, 0, 0, len(comments))
    for number, place, part in ((33, 0, clx), (12, len(clx), plc), (13, len(clx) + len(plc), bytes(4))):
        struct.pack_into("<II", head, 0x9A + 8 * number, place, len(part))
    return an_ole(
        {"WordDocument": bytes(head) + text.ljust(0x800, b"\0") + bytes(page), "1Table": clx + plc + bytes(4)}
    )


def a_record(kind, content, instance=0, container=False):
    """A record of PowerPoint's stream."""
    return struct.pack("<HHI", instance << 4 | (0x0F if container else 0), kind, len(content)) + content


def a_ppt(*records, earlier=()):
    """Slides of before 2007: these records in force, those `earlier` left from a save before."""
    stream, places = b"".join(earlier), []
    for record in records:
        places.append(len(stream))
        stream += record
    directory = len(stream)
    stream += a_record(0x1772, struct.pack("<I", len(places) << 20 | 1) + struct.pack(f"<{len(places)}I", *places))
    edit = len(stream)
    stream += a_record(0x0FF5, struct.pack("<IIII", 0, 0, 0, directory) + bytes(12))
    return an_ole({"PowerPoint Document": stream, "Current User": bytes(16) + struct.pack("<I", edit)})


def a_slide(text, hidden=False):
    show = a_record(0x03F9, bytes(10) + bytes([4 if hidden else 0]) + bytes(5))
    return a_record(0x03EE, show + a_record(0x0FA0, text.encode("utf-16-le")), container=True)


def an_xls(rows, *, sheet_state=0, hidden_rows=(), hidden_columns=(), white=(), silent=()):
    """A workbook of before 2007: an open sheet, and one with these texts by row and column, in the state told; some hidden."""

    def record(kind, content=b""):
        return struct.pack("<HH", kind, len(content)) + content

    def text(words):
        return struct.pack("<HB", len(words), 0) + words.encode("latin-1")

    font = [
        struct.pack("<HHHHHBBBB", 200, 0, colour, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial" for colour in (8, 8, 8, 8, 9)
    ]
    form = [
        struct.pack("<HHHBBBBIIH", number, code, 0, 0, 0, 0, 0, 0, 0, 0) for number, code in ((0, 0), (5, 0), (0, 164))
    ]
    globals_ = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)) + b"".join(
        record(0x0031, each) for each in font
    )
    globals_ += record(0x041E, struct.pack("<HHB", 164, 3, 0) + b";;;") + b"".join(
        record(0x00E0, each) for each in form
    )
    names, end = ("Mo", "Goc"), record(0x000A)
    bodies = []
    for cells, is_second in (({(0, 0): "mo"}, False), (rows, True)):
        body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
        if is_second:
            body += b"".join(
                record(0x007D, struct.pack("<HHHHHH", each, each, 2560, 0, 1, 0)) for each in hidden_columns
            )
            body += b"".join(
                record(0x0208, struct.pack("<HHHHHHI", each, 0, 9, 255, 0, 0, 0x120)) for each in hidden_rows
            )
        for (row, column), words in cells.items():
            look = 1 if (row, column) in white else 2 if (row, column) in silent else 0
            body += record(0x0204, struct.pack("<HHH", row, column, look) + text(words))
        bodies.append(body + end)
    length = len(globals_) + sum(4 + 8 + len(name) for name in names) + len(end)
    places = (length, length + len(bodies[0]))
    for name, place, state in zip(names, places, (0, sheet_state), strict=True):
        globals_ += record(0x0085, struct.pack("<IBBBB", place, state, 0, len(name), 0) + name.encode())
    return an_ole({"Workbook": globals_ + end + b"".join(bodies)})
