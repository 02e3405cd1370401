"""Tables of rows in files: what goes in comes out, what is bad is refused, and nothing is half."""

from __future__ import annotations

import datetime
import decimal
import gc
import gzip
import io
import json
import os
import resource
import stat
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet_files
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from addressee.errors import BadFile, BadSetting, MissingPackage, UnwritableFile
from addressee.files import (
    Column,
    Kind,
    Reject,
    Row,
    format_of,
    read_table,
    same_file,
    write_table,
)
from addressee.files.people import read_people
from addressee.files.rows import Cell

Cells = tuple[Cell, ...]
IN_ONE_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)


def write(path: Path, names: Sequence[str], rows: Sequence[Cells], **options: object) -> None:
    with write_table(str(path), list(map(Column, names)), **options) as writer:  # type: ignore[arg-type]
        for number, cells in enumerate(rows, start=2):
            writer.write(Row(number, tuple(cells)))


def read(path: Path, **options: str) -> tuple[tuple[str, ...], list[Row], list[Reject]]:
    with read_table(str(path), **options) as table:
        found = list(table.rows)
    rows = [row for row in found if isinstance(row, Row)]
    return table.names, rows, [row for row in found if isinstance(row, Reject)]


def csv_file(folder: Path, content: str | bytes, name: str = "in.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@st.composite
def tables(draw: st.DrawFn, *, nul: bool = True) -> tuple[list[str], list[tuple[str, ...]]]:
    """A heading of different names, and rows of texts, of which many are troublesome."""
    letters = st.characters(codec="utf-8", exclude_characters="" if nul else "\0")
    usual = st.sampled_from(["", " ", "Jane", '"', ",", ";", "\t", "\r", "\n", "\r\n", "sep=;"])
    odd = st.sampled_from(["\ufeff", "Notes:", "=1+1", "''", "{}", "\u2028", "𝒥", "null", "1.10"])
    texts = st.text(letters, max_size=8) | usual | odd | st.lists(usual | odd).map("".join)
    names = draw(st.lists(texts, min_size=1, max_size=5, unique=True))
    cells = st.tuples(*[texts for _ in names])
    return names, draw(st.lists(cells, max_size=6))


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz", "a.jsonl", "a.ndjson.gz"])
@IN_ONE_FOLDER
@given(data=st.data())
def test_any_table_of_texts_comes_back_from_a_text_file(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    names, rows = data.draw(tables(nul="json" in name))
    if not rows and "json" in name:
        return  # without an object there are no keys
    write(tmp_path / name, names, rows)
    found, read_rows, rejects = read(tmp_path / name)
    assert (list(found), [row.cells for row in read_rows], rejects) == (names, rows, [])


@IN_ONE_FOLDER
@given(table=tables())
def test_any_table_of_texts_comes_back_from_parquet(
    tmp_path: Path, table: tuple[list[str], list[tuple[str, ...]]]
) -> None:
    names, rows = table
    write(tmp_path / "a.parquet", names, rows)
    found, read_rows, _ = read(tmp_path / "a.parquet")
    assert (list(found), [row.cells for row in read_rows]) == (names, rows)
    assert [row.line for row in read_rows] == list(range(1, len(rows) + 1))


def test_headings_may_stand_twice_in_csv_and_are_numbered_elsewhere(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "a,a,a_2\n1,2,3\n")
    names, rows, _ = read(path)
    for name in ("b.csv", "b.jsonl", "b.parquet"):
        write(tmp_path / name, names, [row.cells for row in rows])
    assert read(tmp_path / "b.csv")[0] == ("a", "a", "a_2")
    assert read(tmp_path / "b.jsonl")[0] == ("a", "a_2", "a_2_2")
    assert read(tmp_path / "b.parquet")[0] == ("a", "a_2", "a_2_2")


def test_csv_is_written_with_quotes_only_where_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(path, ["a", "b"], [("Jane", 'say "hi"'), ("a,b", "one\rtwo"), (None, True), (1.5, [1])])
    assert path.read_bytes() == (b'a,b\nJane,"say ""hi"""\n"a,b","one\rtwo"\n,true\n1.5,[1]\n')


@pytest.mark.parametrize(
    ("content", "options"),
    [
        pytest.param("\ufeffname;mail\r\nJane;x\r\n".encode(), {}, id="excel in europe"),
        pytest.param(b"sep=;\r\nname;mail\r\nJane;x\r\n", {}, id="excel's own line"),
        pytest.param(b"name\tmail\nJane\tx\n", {}, id="tabs"),
        pytest.param(b"\r\n\nname,mail\nJane,x", {}, id="blank lines before, no end of line"),
        pytest.param(b"name,mail\rJane,x\r", {}, id="old line ends"),
        pytest.param("name\tmail\r\nJane\tx\r\n".encode("utf-16"), {}, id="excel's unicode text"),
        pytest.param(b"name|mail\nJane|x\n", {"delimiter": "|"}, id="named delimiter"),
        pytest.param(b'"name","mail"\n"Jane","x"\n\n', {}, id="all in quotes, blank line after"),
        pytest.param(
            b'Notes:\n"Some rows have no address, because..."\n\nname,mail\nJane,x\n',
            {},
            id="preamble",
        ),
    ],
)
def test_a_csv_file_is_read_however_it_was_exported(
    tmp_path: Path, content: bytes, options: dict[str, str]
) -> None:
    names, rows, rejects = read(csv_file(tmp_path, content), **options)
    assert (names, [row.cells for row in rows], rejects) == (("name", "mail"), [("Jane", "x")], [])


def test_another_encoding_is_read_when_it_is_named(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "name\nJürgen\nJane\n".encode("cp1252"))
    assert [row.cells for row in read(path, encoding="cp1252")[1]] == [("Jürgen",), ("Jane",)]
    _, rows, rejects = read(path)
    assert [row.cells for row in rows] == [("Jane",)]
    assert rejects[0].line == 2
    assert rejects[0].reason == "the byte 0xfc is not in the file's encoding (see --encoding)"
    assert rejects[0].text == "J\\xfcrgen"


@pytest.mark.parametrize("encoding", ["klingon", "base64"])
def test_an_encoding_that_is_none_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(BadSetting, match=f"There is no encoding '{encoding}'"):
        read(csv_file(tmp_path, "a\n1\n"), encoding=encoding)


def test_a_delimiter_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="'--' cannot part cells"):
        read(csv_file(tmp_path, "a\n1\n"), delimiter="--")


GARBAGE = [
    (b"1,2,3", "the number of cells is 3, and the heading has 2"),
    (b"alone", "the number of cells is 1, and the heading has 2"),
    (b"a\0b,c", "a cell holds a NUL byte"),
    (b"\xff\xfe,c", "the byte 0xff is not in the file's encoding"),
    (b'"Jane,c', "the row cannot be taken apart"),
    (b'x,"Jane', "the row cannot be taken apart"),
    (b'"Jane "JJ" Smith",c', "the row cannot be taken apart"),
    (b"x," + b"y" * 140_000, "field larger than field limit"),
]


@pytest.mark.parametrize(("garbage", "reason"), GARBAGE)
@pytest.mark.parametrize("place", [0, 1, 500, 1000])
def test_a_bad_row_is_refused_alone(
    tmp_path: Path, garbage: bytes, reason: str, place: int
) -> None:
    good = [b'%d,"Jane\nSmith"' % n if n % 2 else b"%d,Jane" % n for n in range(1000)]
    lines = [b"id,name", *good[:place], garbage, *good[place:]]
    names, rows, rejects = read(csv_file(tmp_path, b"\n".join(lines)))
    assert names == ("id", "name")
    assert [row.cells[0] for row in rows] == [str(n) for n in range(1000)]
    assert [reject.line for reject in rejects] == [2 + place + place // 2]
    assert reason in rejects[0].reason
    starts = b"\n".join(lines).split(b"\n")
    assert all(starts[row.line - 1].startswith(str(row.cells[0]).encode()) for row in rows)


def test_a_stray_quote_may_stand_in_every_row_and_time_stays_linear(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "a,b\n" + 'a","b\n' * 30_000)
    start = time.monotonic()
    _, rows, rejects = read(path)
    assert time.monotonic() - start < 20
    assert not rows
    assert rejects


def test_a_line_without_end_is_refused_and_takes_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addressee.files.delimited.LONGEST_LINE", 100)
    monkeypatch.setattr("addressee.files.json_lines.LONGEST_LINE", 100)
    path = csv_file(tmp_path, "a,b\n1,2\n" + "x" * 1234 + "\n3,4\n")
    _, rows, rejects = read(path)
    assert [row.cells[0] for row in rows] == ["1", "3"]
    assert [(reject.line, len(reject.text)) for reject in rejects] == [(3, 100)]
    path = csv_file(tmp_path, '{"a":1}\n' + "x" * 1234 + '\n{"a":2}\n', "in.jsonl")
    _, rows, rejects = read(path)
    assert [row.cells[0] for row in rows] == [1, 2]
    assert [(reject.line, reject.reason) for reject in rejects] == [(2, "the line is too long")]


@IN_ONE_FOLDER
@example(content=b'a,b\n"' + b"x\n" * 5000)
@example(content=b'"\n')
@example(content=b"\x1f\x8b")
@example(content=b"\x1f\x8b\x08\0\0\0\0\0\0\3\xff\xff")
@given(content=st.binary(max_size=10_000) | st.text('",\n\r;\tab\0', max_size=300).map(str.encode))
@pytest.mark.parametrize("name", ["in.csv", "in.tsv", "in.jsonl", "in.txt", "in.parquet"])
def test_any_bytes_are_rows_or_rejects_or_a_bad_file(
    tmp_path: Path, name: str, content: bytes
) -> None:
    try:
        names, rows, _ = read(csv_file(tmp_path, content, name))
    except BadFile:
        return
    assert all(len(row.cells) == len(names) for row in rows)


def test_an_empty_file_has_no_heading(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"is empty\. Its first line should name the columns"):
        read(csv_file(tmp_path, ""))
    with pytest.raises(BadFile, match="holds no JSON object"):
        read(csv_file(tmp_path, "", "in.jsonl"))


def test_json_lines_keep_their_types_and_their_spelling(tmp_path: Path) -> None:
    lines = [
        '{"id": 7,  "x":1.10, "deep": {"a": [1, null]}, "big": 123456789012345678901234567890}',
        '{"late": "é\\u00e9", "id": null}',
        "{ }",
    ]
    path = csv_file(tmp_path, "\n".join(lines), "in.jsonl")
    with read_table(str(path)) as table:
        assert table.names == ("id", "x", "deep", "big", "late")
        kinds = [column.kind for column in table.columns]
        assert kinds == [Kind.INTEGER, Kind.NUMBER, Kind.TEXT, Kind.TEXT, Kind.TEXT]
        added = [Column("score", Kind.NUMBER)]
        out = tmp_path / "out.jsonl"
        with write_table(str(out), table.columns, added=added, like=table) as writer:
            for row in table.rows:
                assert isinstance(row, Row)
                writer.write(row, [0.5])
    written = out.read_text(encoding="utf-8").splitlines()
    assert written == [
        lines[0][:-1] + ', "score": 0.5}',
        lines[1][:-1] + ', "score": 0.5}',
        '{"score": 0.5}',
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "this is no JSON: "),
        (b"[1]", "this is no JSON object"),
        (b'{"a": NaN}', "this is no JSON: NaN is no JSON number"),
        (b'{"a": 1e999}', "this is no JSON: 1e999 is too large a number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "this is no JSON: "),
        (b'{"a": "\xff"}', "the line is not UTF-8"),
        (b'{"a": ' + b"[" * 100_000, "the JSON is nested too deep"),
    ],
)
def test_a_bad_line_of_json_is_refused_alone(tmp_path: Path, line: bytes, reason: str) -> None:
    path = csv_file(tmp_path, b'\xef\xbb\xbf{"a": 1}\r\n\n' + line + b'\n{"a": 2}', "in.jsonl")
    _, rows, rejects = read(path)
    assert [(row.line, row.cells) for row in rows] == [(1, (1,)), (4, (2,))]
    assert [reject.line for reject in rejects] == [3]
    assert rejects[0].reason.startswith(reason)


def odd_parquet(path: Path) -> None:
    """Types that Python, CSV and JSON do not know, and more rows than one batch."""
    count = 3000
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    columns = {
        "email": arrow.array([f"p{n}@acme.example" for n in range(count)]).dictionary_encode(),
        "nano": arrow.array([1_700_000_000_123_456_789 + n for n in range(count)]).cast(
            arrow.timestamp("ns")
        ),
        "day": arrow.array([moment.date()] * count),
        "small": arrow.array([n % 100 for n in range(count)], arrow.int8()),
        "price": arrow.array([decimal.Decimal("1.10")] * count, arrow.decimal128(9, 2)),
        "raw": arrow.array([b"\xff\x00"] * count),
        "many": arrow.array([[1, None]] * count, arrow.list_(arrow.int16())),
        "maybe": arrow.array([None, True] * (count // 2)),
    }
    table = arrow.table(columns).replace_schema_metadata({"origin": "test"})
    parquet_files.write_table(table, path)


def test_parquet_keeps_its_types_rows_and_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addressee.files.parquet._ROWS_AT_ONCE", 1000)
    odd_parquet(tmp_path / "in.parquet")
    original = parquet_files.read_table(tmp_path / "in.parquet")
    out = tmp_path / "out.parquet"
    added = [Column("score", Kind.NUMBER), Column("rank", Kind.INTEGER)]
    with (
        read_table(str(tmp_path / "in.parquet")) as table,
        write_table(str(out), table.columns, added=added, like=table) as writer,
    ):
        for row in table.rows:
            assert isinstance(row, Row)
            if row.line != 2:
                writer.write(row, [row.line / 2, row.line])
        assert table.done() == table.total == 3000
    found = parquet_files.read_table(out)
    kept = found.drop_columns(["score", "rank"])
    assert kept.schema.equals(original.schema, check_metadata=True)
    everything_else = arrow.concat_tables([original.slice(0, 1), original.slice(2)])
    for name in original.column_names:
        one, other = kept[name], everything_else[name]
        if arrow.types.is_dictionary(one.type):
            one, other = one.cast(arrow.string()), other.cast(arrow.string())
        assert one.combine_chunks().equals(other.combine_chunks()), name
    assert found["rank"].to_pylist()[:2] == [1, 3]


def test_parquet_becomes_text(tmp_path: Path) -> None:
    odd_parquet(tmp_path / "in.parquet")
    with read_table(str(tmp_path / "in.parquet")) as table:
        row = next(table.rows)
        assert isinstance(row, Row)
        write(tmp_path / "out.jsonl", table.names, [row.cells])
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8")) == {
        "email": "p0@acme.example",
        "nano": "2023-11-14 22:13:20.123456789",
        "day": "2026-01-02",
        "small": 0,
        "price": "1.10",
        "raw": "\\xff\x00",
        "many": [1, None],
        "maybe": None,
    }


def test_json_types_become_parquet_types(tmp_path: Path) -> None:
    lines = ['{"n": 1, "r": 1, "b": true, "m": 1}', '{"r": 0.5, "m": "x", "n": null}']
    path = csv_file(tmp_path, "\n".join(lines), "in.jsonl")
    out = tmp_path / "out.parquet"
    with (
        read_table(str(path)) as table,
        write_table(str(out), table.columns, like=table) as writer,
    ):
        for row in table.rows:
            assert isinstance(row, Row)
            writer.write(row)
    found = parquet_files.read_table(out)
    assert found.to_pylist() == [
        {"n": 1, "r": 1.0, "b": True, "m": "1"},
        {"n": None, "r": 0.5, "b": None, "m": "x"},
    ]


def test_parquet_without_pyarrow_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    csv_file(tmp_path, "PAR1", "in.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPackage, match=r'pip install "addressee\[bulk\]"'):
        read(tmp_path / "in.parquet")
    with pytest.raises(MissingPackage):
        write(tmp_path / "out.parquet", ["a"], [])
    assert not (tmp_path / "out.parquet").exists()


def test_the_first_bytes_tell_the_format_when_the_name_does_not(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", ["a"], [("1",)])
    inside = (tmp_path / "a.parquet").read_bytes()
    for content in (inside, b' {"a": "1"}', b"a\n1\n", gzip.compress(b"a\n1\n")):
        path = csv_file(tmp_path, content, "in.dat")
        assert [(row.cells) for row in read(path)[1]] == [("1",)]


def test_names_tell_formats() -> None:
    names = ("a.csv", "A.TSV.GZ", "a.ndjson", "a.parquet", "a.gz", "csv", ".csv")
    found = [format_of(name) for name in names]
    assert [one.value if one else None for one in found] == [
        *("csv", "tsv", "jsonl", "parquet"),
        *(None, None, None),
    ]


def test_a_name_that_tells_no_format_is_refused_for_output(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"out\.xlsx tells no format\. End it in one of \.csv"):
        write(tmp_path / "out.xlsx", ["a"], [])


@pytest.mark.parametrize("damage", ["cut", "bit"])
def test_a_damaged_gzip_is_a_bad_file(tmp_path: Path, damage: str) -> None:
    packed = bytearray(gzip.compress(b"a\n" + os.urandom(5000).hex().encode()))
    if damage == "cut":
        packed = packed[:3000]
    else:
        packed[2000] ^= 0xFF
    with pytest.raises(BadFile, match=r"damaged or cut short .* Pack it again"):
        read(csv_file(tmp_path, bytes(packed), "in.csv.gz"))


def test_a_damaged_parquet_is_a_bad_file(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", ["a"], [("1",)] * 1000)
    inside = (tmp_path / "a.parquet").read_bytes()
    for content in (inside[:-20], b"", b"PAR1PAR1", inside[4:]):
        path = csv_file(tmp_path, content, "b.parquet")
        with pytest.raises(BadFile, match="cannot be read as Parquet"):
            read(path)


def test_what_cannot_be_opened_is_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file or directory"):
        read(tmp_path / "none.csv")
    with pytest.raises(BadFile, match="Is a directory"):
        read(tmp_path)


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match=r"no/out\.csv cannot be written: No such file"):
        write(tmp_path / "no" / "out.csv", ["a"], [])
    with pytest.raises(UnwritableFile, match="is a directory"):
        write(tmp_path, ["a"], [], format="csv")


@pytest.fixture
def short_disk() -> Iterator[None]:
    """Files of this process can grow to 100 kB and no further."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("short_disk")
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet", "a.csv.gz", "a.parquet.gz"])
def test_a_file_that_cannot_grow_is_told_and_taken_away(tmp_path: Path, name: str) -> None:
    path = csv_file(tmp_path, "before", name)
    rows: list[Cells] = [(os.urandom(500).hex(),) for _ in range(1000)]
    with pytest.raises(UnwritableFile, match=rf"{name} cannot be written: File too large\."):
        write(path, ["a"], rows)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.jsonl", "a.parquet", "a.parquet.gz"])
def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, name: str) -> None:
    path = csv_file(tmp_path, "before", name)

    def interrupted() -> None:
        with write_table(str(path), [Column("a")]) as writer:
            for number in range(100_000):
                writer.write(Row(number, ("x" * 100,)))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
    write(path, ["a"], [("1",)])
    assert [row.cells for row in read(path)[1]] == [("1",)]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet", "table"])
def test_what_fails_on_stdout_writes_no_more(
    capfdbinary: pytest.CaptureFixture[bytes], format_: str
) -> None:
    def failing() -> None:
        with write_table("-", [Column("a")], format=format_) as writer:
            writer.write(Row(2, ("x",)))
            raise BadFile("The rest cannot be read.", path="in.csv")

    with pytest.raises(BadFile):
        failing()
    gc.collect()
    assert capfdbinary.readouterr().out == b""


def test_packing_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.csv.gz", "b.csv.gz"):
        write(tmp_path / name, ["a"], [("1",)])
    assert (tmp_path / "a.csv.gz").read_bytes() == (tmp_path / "b.csv.gz").read_bytes()


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    target = csv_file(tmp_path, "before", "real.csv")
    target.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    write(link, ["a"], [("1",)])
    assert link.is_symlink()
    assert target.read_text() == "a\n1\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_pipe_is_written_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, ["a"], [("1",)], format="csv")
    assert os.read(reader, 100) == b"a\n1\n"
    os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for content in ('{"a": 1}\n{"b": 2}\n', "a,b\n1,\n"):
        thread = threading.Thread(target=pipe.write_text, args=(content,))
        thread.start()
        assert read(pipe)[0] == ("a", "b")
        thread.join()


def test_excel_runs_no_formula(tmp_path: Path) -> None:
    cells = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "x=1", "", "'=", -1)
    names = [f"=c{n}" for n in range(len(cells))]
    for name in ("a.csv", "a.tsv"):
        write(tmp_path / name, names, [cells], excel_safe=True)
        found, rows, _ = read(tmp_path / name)
        assert found[0] == "'=c0"
        assert rows[0].cells == (
            *("'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "x=1", "", "'=", "-1"),
        )
    write(tmp_path / "a.jsonl", names, [cells], excel_safe=True)
    assert read(tmp_path / "a.jsonl")[1][0].cells == cells


def test_added_columns_take_no_name_that_is_taken(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    columns = [Column("score"), Column("score_2")]
    with write_table(str(out), columns, added=[Column("score"), Column("rank")]) as writer:
        writer.write(Row(2, ("a", "b")), [0.5, None])
    assert out.read_text() == "score,score_2,score_3,rank\na,b,0.5,\n"


def test_a_table_for_eyes_is_aligned_and_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[Cells] = [("李娜", 0.70833), ("\x1b[31mred\n", 1.0), ("x" * 100, None)]
    with write_table("-", [Column("name"), Column("score")], format="table") as writer:
        for cells in rows:
            writer.write(Row(1, cells))
    lines = capsys.readouterr().out.split("\n")
    assert lines == [
        "name" + " " * 38 + "score",
        "-" * 40 + "  -----",
        "李娜" + " " * 38 + "0.708",
        " [31mred " + " " * 33 + "1.000",
        "x" * 39 + "…",
        "",
    ]


def test_a_long_table_is_not_held_back(capsys: pytest.CaptureFixture[str]) -> None:
    with write_table("-", [Column("n")], format="table") as writer:
        for number in range(1000):
            writer.write(Row(1, (str(number),)))
    assert capsys.readouterr().out.split() == ["n", "---", *map(str, range(1000))]


def test_stdin_is_read_in_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (b"a,b\n1,2\n", b'{"a": "1", "b": "2"}', gzip.compress(b"a\tb\n1\t2\n")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        with read_table("-") as table:
            assert table.name == "stdin"
            assert [row.cells for row in table.rows if isinstance(row, Row)] == [("1", "2")]


def test_files_are_the_same_however_they_are_spelled(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "")
    (tmp_path / "link").symlink_to(path)
    assert same_file(str(path), str(tmp_path / "." / "link"))
    assert not same_file(str(path), str(tmp_path / "other.csv"))


def people(
    folder: Path, content: str | bytes, name: str = "people.csv", **options: bool
) -> list[object]:
    """The people of a file, and the rejects behind them."""
    rejects: list[object] = []
    with read_table(str(csv_file(folder, content, name))) as table:
        found = read_people(table, refuse=rejects.append, **options)
    return [
        *[
            (who.id, who.name, [(e.name, e.domains, e.current) for e in who.employers])
            for who in found
        ],
        *[(reject.line, reject.reason) for reject in rejects if isinstance(reject, Reject)],
    ]


def test_people_are_read_row_by_row(tmp_path: Path) -> None:
    content = """id,name,first name,last name,company,domains,current,end date
7,Jane Smith,,,Acme,"acme.example; acme.test",yes,
7,Jane Smith,,,Globex,globex.example,,2020-01-31
8,,Wei,Li,,https://www.acme.example/about,,present
9,,,,Acme,,,
,Nobody,,,Acme,,,
8,John Jones,,,Acme,,,
10,Ann Lee,,,,,,
11,Jo Park,,,Acme,,perhaps,
"""
    assert people(tmp_path, content) == [
        (
            "7",
            "Jane Smith",
            [("Acme", ("acme.example", "acme.test"), True), ("Globex", ("globex.example",), False)],
        ),
        ("8", "Wei Li", [("", ("https://www.acme.example/about",), True)]),
        ("10", "Ann Lee", []),
        (5, "there is no name"),
        (6, "there is no id"),
        (7, "the id '8' is another person's, 'Wei Li' of line 4"),
        (9, "whether the employer is current is 'perhaps': neither yes nor no"),
    ]


def test_without_an_id_the_line_is_the_id(tmp_path: Path) -> None:
    content = "Notes:\n\nFirst Name,Last Name,Company\nJane,Smith,Acme\nWei,Li,Acme\n"
    assert [who[0] for who in people(tmp_path, content)] == [4, 5]  # type: ignore[index]


def test_profiles_of_the_api_are_read_whole(tmp_path: Path) -> None:
    lines = [
        {
            "person_id": 7,
            "name": "Mira Testova",
            "current_employers": [{"employer_name": "Acme", "domains": ["acme.example"]}],
            "past_employers": [{"employer_name": "Globex", "domains": ["globex.example"]}],
        },
        {"linkedin_flagship_url": "u", "person_id": "8", "name": "Wei Li", "employers": ["Acme"]},
        {"person_id": 9, "name": "Jo Park", "current_employers": 7},
        {"person_id": 10, "name": None},
    ]
    content = "\n".join(map(json.dumps, lines))
    found = people(tmp_path, content, "people.jsonl")
    assert found[:2] == [
        (
            7,
            "Mira Testova",
            [("Acme", ("acme.example",), True), ("Globex", ("globex.example",), False)],
        ),
        ("8", "Wei Li", [("Acme", (), True)]),
    ]
    assert [reject[0] for reject in found[2:]] == [3, 4]  # type: ignore[index]


def test_missing_columns_of_people_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no column for the name"):
        people(tmp_path, "id,domain\n7,acme.example\n")
    with pytest.raises(BadFile, match="no column for the domain"):
        people(tmp_path, "id,name\n7,Jane\n")
    assert people(tmp_path, "id,name\n7,Jane\n", employers_needed=False) == [("7", "Jane", [])]


@pytest.mark.parametrize("name", ["people.jsonl", "people.parquet"])
def test_whole_profiles_and_rows_may_stand_in_one_file(tmp_path: Path, name: str) -> None:
    acme, globex = [{"domain": "acme.example"}], [{"domain": "globex.example"}]
    lines = [
        {"id": 1, "name": "Jane Smith", "employers": acme, "domain": None, "company": None},
        {"id": 2, "name": "John Smith", "employers": None, "domain": "acme.example", "company": ""},
        {"id": 3, "name": "Wei Li", "employers": globex, "domain": "acme.example", "company": "A"},
        {"id": 4, "name": "Jo Park", "employers": [], "domain": None, "company": None},
    ]
    path = tmp_path / name
    if name.endswith("parquet"):
        parquet_files.write_table(arrow.Table.from_pylist(lines), path)
        content = path.read_bytes()
    else:
        content = "\n".join(map(json.dumps, lines)).encode()
    assert people(tmp_path, content, name) == [
        (1, "Jane Smith", [("", ("acme.example",), True)]),
        (2, "John Smith", [("", ("acme.example",), True)]),
        (3, "Wei Li", [("A", ("acme.example",), True), ("", ("globex.example",), True)]),
        (4, "Jo Park", []),
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"a,b\n1|2,3\n", "in.csv", id="the other file's delimiter"),
        pytest.param(b"a\tb\n1|2\t3\n", "in.tsv", id="the name tells tabs"),
        pytest.param(b'"a|x";b\n1|2;3\n', "in.csv", id="inside quotes it parts nothing"),
        pytest.param(b"sep=;\na;b\n1|2;3\n", "in.csv", id="excel's own line"),
    ],
)
def test_a_delimiter_that_the_heading_lacks_is_not_used(
    tmp_path: Path, content: bytes, name: str
) -> None:
    _, rows, rejects = read(csv_file(tmp_path, content, name), delimiter="|")
    assert ([row.cells for row in rows], rejects) == ([("1|2", "3")], [])


def test_a_heading_of_one_column_leaves_the_delimiter_as_it_was_given(tmp_path: Path) -> None:
    _, rows, rejects = read(csv_file(tmp_path, "a\nSmith, Jane\n"), delimiter=";")
    assert ([row.cells for row in rows], rejects) == ([("Smith, Jane",)], [])


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.jsonl", "a.dat"])
def test_a_workbook_is_told_as_such(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match=r"is an Excel workbook, or .* Save it as CSV\."):
        read(csv_file(tmp_path, b"PK\x03\x04\x14\0\x06\0", name))


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.json.gz"])
@pytest.mark.parametrize("content", [b'[{"a": 1}]', b'\xef\xbb\xbf [\n  {"a": 1}\n]', b"[\n"])
def test_an_array_of_json_is_told_as_such(tmp_path: Path, name: str, content: bytes) -> None:
    packed = gzip.compress(content) if name.endswith(".gz") else content
    with pytest.raises(BadFile, match=r"holds a JSON array\. Write one object a line"):
        read(csv_file(tmp_path, packed, name))


def test_a_heading_in_brackets_is_no_array(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, "[a],b\n1,2\n", "in.txt"))[0] == ("[a]", "b")
