"""Opening releases from the web: verified, kept, opened again without the web, and nothing left of what is refused."""

from __future__ import annotations

import builtins
import contextlib
import hashlib
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.releases import fetching
from sandbox import Sandbox, rewrite

NAME = "onrecord-1.2.3"


class Server(ThreadingHTTPServer):
    """Serves a folder; says what was asked for, and leads on where it is told to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.asked: list[str] = []
        self.redirects: dict[str, str] = {}
        self.bodies: dict[str, int] = {}
        self.sent = 0
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(SimpleHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if target := self.server.redirects.get(self.path):
            self.send_response(302)
            self.send_header("Location", target)
            left = self.server.bodies.get(self.path, 0)
            self.send_header("Content-Length", str(left))
            self.end_headers()
            with contextlib.suppress(OSError):  # whoever asked has gone on
                while left:
                    self.wfile.write(bytes(100_000))
                    self.server.sent += 100_000
                    left -= 100_000
        else:
            super().do_GET()

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Sandbox(tmp_path_factory.mktemp("fetching") / "checkout").build()


@pytest.fixture
def web(tmp_path: Path) -> Path:
    (tmp_path / "web").mkdir()
    return tmp_path / "web"


@pytest.fixture
def server(web: Path, built: Path) -> Iterator[Server]:
    for path in (built, built.with_name(f"{NAME}.zip")):
        (web / path.name).symlink_to(path)
    with Server(web) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "cache"


def kept(cache: Path) -> list[Path]:
    return list(cache.rglob("*")) if cache.exists() else []


@pytest.mark.parametrize("name", [f"{NAME}.zip", NAME, f"{NAME}/"])
def test_it_is_fetched_once_and_opened_without_the_web(server: Server, built: Path, name: str) -> None:
    address = f"{server.url}/{name}"
    release = onrecord.open(address)
    assert release.load("statements").equals(onrecord.open(built).load("statements"))
    asked = len(server.asked)
    server.shutdown()
    server.server_close()
    again = onrecord.open(address)
    assert again.load("evidence").equals(release.load("evidence"))
    assert len(server.asked) == asked


def test_of_a_folder_only_the_tables_are_fetched(server: Server, built: Path) -> None:
    onrecord.open(f"{server.url}/{NAME}")
    tables = {f"/{NAME}/parquet/{path.name}" for path in (built / "parquet").iterdir()}
    assert set(server.asked) == tables | {f"/{NAME}/{n}" for n in ("manifest.json", "SHA256SUMS", "datapackage.json")}


def test_all_of_a_folder_is_verified(server: Server) -> None:
    assert onrecord.verify_release(f"{server.url}/{NAME}").empty
    assert f"/{NAME}/onrecord.sqlite" in server.asked


def test_it_can_be_fetched_anew(server: Server, web: Path, tmp_path: Path) -> None:
    address = f"{server.url}/{NAME}.zip"
    onrecord.open(address)
    (web / f"{NAME}.zip").unlink()
    (web / f"{NAME}.zip").write_bytes(b"PK\x03\x04 no release")
    assert onrecord.open(address).version == "1.2.3"
    with pytest.raises(onrecord.OnRecordError, match="is no zip, or a damaged one"):
        onrecord.open(address, refresh=True)
    assert onrecord.open(address).version == "1.2.3"


def test_what_is_kept_is_verified_again(server: Server, cache: Path) -> None:
    address = f"{server.url}/{NAME}.zip"
    onrecord.open(address)
    (path,) = kept(cache)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + b"\xff\x00\xff" + data[len(data) // 2 + 3 :])
    with pytest.raises(onrecord.OnRecordError, match="refresh=True"):
        onrecord.open(address, whole=True)
    with zipfile.ZipFile(path) as packed:
        table = packed.getinfo(f"{NAME}/parquet/actors.parquet")
    at = table.header_offset + 30 + len(table.filename) + table.compress_size // 2
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    with pytest.raises(onrecord.OnRecordError, match=r"parquet/actors\.parquet(.|\n)*refresh=True"):
        onrecord.open(address).load("actors")
    assert len(onrecord.open(address, refresh=True).load("actors"))


def test_a_digest_pins_it(server: Server, built: Path, cache: Path) -> None:
    address = f"{server.url}/{NAME}.zip"
    digest = hashlib.sha256(built.with_name(f"{NAME}.zip").read_bytes()).hexdigest()
    with pytest.raises(onrecord.OnRecordError, match="Get the release that you have the digest of"):
        onrecord.open(address, sha256="0" * 64)
    assert kept(cache) == []
    assert onrecord.open(address, sha256=digest).version == "1.2.3"


def altered(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes(reversed(data[len(data) // 2 :]))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda data: data[: len(data) // 2], "is no zip, or a damaged one"),
        (altered, "is no zip, or a damaged one"),
        (lambda data: b"<html>not found</html>", "gave no zip"),
        (lambda data: b"", "gave no zip"),
    ],
    ids=["truncated", "altered", "page", "nothing"],
)
def test_nothing_is_left_of_what_is_refused(
    server: Server, web: Path, cache: Path, built: Path, change: Callable[[bytes], bytes], why: str
) -> None:
    (web / "bad.zip").write_bytes(change(built.with_name(f"{NAME}.zip").read_bytes()))
    with pytest.raises(onrecord.OnRecordError, match=why):
        onrecord.open(f"{server.url}/bad.zip")
    assert kept(cache) == []


def test_a_folder_with_an_altered_file(server: Server, web: Path, built: Path, cache: Path) -> None:
    (web / "bad").mkdir()
    for name in ("manifest.json", "SHA256SUMS", "datapackage.json"):
        (web / "bad" / name).write_bytes((built / name).read_bytes())
    (web / "bad" / "parquet").mkdir()
    for path in (built / "parquet").iterdir():
        (web / "bad" / "parquet" / path.name).write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(onrecord.OnRecordError, match=r"parquet/actors\.parquet: was altered"):
        onrecord.open(f"{server.url}/bad")
    assert kept(cache) == []


def test_a_manifest_that_names_a_file_elsewhere(server: Server, web: Path, built: Path, cache: Path) -> None:
    (web / "bad").mkdir()
    text = (built / "manifest.json").read_text(encoding="utf-8")
    (web / "bad" / "manifest.json").write_text(text.replace("parquet/actors", "../../actors"), encoding="utf-8")
    (web / "bad" / "SHA256SUMS").write_bytes((built / "SHA256SUMS").read_bytes())
    (web / "bad" / "datapackage.json").write_bytes((built / "datapackage.json").read_bytes())
    with pytest.raises(onrecord.OnRecordError, match="leads out of the release"):
        onrecord.open(f"{server.url}/bad")
    assert kept(cache) == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/a.zip", "javascript:alert(1)"])
def test_a_redirect_to_another_kind_of_address(server: Server, cache: Path, target: str) -> None:
    server.redirects["/a.zip"] = target
    with pytest.raises(onrecord.OnRecordError, match="which is not followed"):
        onrecord.open(f"{server.url}/a.zip")
    assert kept(cache) == []


def test_a_redirect_from_https_to_http(monkeypatch: pytest.MonkeyPatch) -> None:
    import requests

    answer = requests.Response()
    answer.status_code, answer.headers["Location"] = 302, "http://example.org/a.zip"
    answer.raw = None
    monkeypatch.setattr(requests.Session, "get", lambda *_, **__: answer)
    monkeypatch.setattr(requests.Response, "close", lambda _: None)
    with pytest.raises(onrecord.OnRecordError, match=r"leads on to http://example\.org/a\.zip, which is not followed"):
        onrecord.open("https://example.org/a.zip")


def test_a_folder_is_pinned_by_its_list_of_digests(server: Server, web: Path, built: Path, cache: Path) -> None:
    """Though manifest and table agree, and only the list is the one that somebody has the digest of."""
    shutil.copytree(built, web / "forged")
    sums = (built / "SHA256SUMS").read_bytes()
    data = (built / "parquet" / "terms.parquet").read_bytes()
    rewrite(web / "forged", "parquet/actors.parquet", data)
    (web / "forged" / "SHA256SUMS").write_bytes(sums)
    with pytest.raises(onrecord.OnRecordError, match=r"manifest\.json: or SHA256SUMS was altered"):
        onrecord.open(f"{server.url}/forged", sha256=hashlib.sha256(sums).hexdigest())
    assert kept(cache) == []


def test_what_is_kept_of_a_folder_is_pinned_as_well(server: Server, built: Path) -> None:
    address = f"{server.url}/{NAME}"
    onrecord.open(address)
    digest = hashlib.sha256((built / "SHA256SUMS").read_bytes()).hexdigest()
    assert onrecord.open(address, sha256=digest).version == "1.2.3"
    with pytest.raises(onrecord.OnRecordError, match="Get the release that you have the digest of"):
        onrecord.open(address, sha256="0" * 64)


def test_the_body_of_a_redirect_is_not_read(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.redirects["/latest.zip"] = f"/{NAME}.zip"
    server.bodies["/latest.zip"] = 200_000_000  # more than the test would wait for, were it sent
    assert onrecord.open(f"{server.url}/latest.zip").version == "1.2.3"
    assert server.sent < 50_000_000


@pytest.mark.parametrize(
    "address", ["http://[::1/x.zip", "http://a..b/x.zip", f"http://{'a' * 70}.b/x.zip", "http:///x.zip"]
)
def test_an_address_that_is_none(address: str, cache: Path) -> None:
    with pytest.raises(onrecord.OnRecordError, match="cannot be fetched"):
        onrecord.open(address)
    assert kept(cache) == []


@pytest.mark.parametrize("target", ["http://[", "http://a..b/"])
def test_a_redirect_to_an_address_that_is_none(server: Server, target: str) -> None:
    server.redirects["/a.zip"] = target
    with pytest.raises(onrecord.OnRecordError, match="cannot be fetched"):
        onrecord.open(f"{server.url}/a.zip")


def test_what_never_ends(server: Server, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LONGEST", 0)
    with pytest.raises(onrecord.OnRecordError, match="Download it by other means"):
        onrecord.open(f"{server.url}/{NAME}.zip")
    assert kept(cache) == []


def test_a_cache_that_cannot_be_written(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(onrecord.OnRecordError, match="environment variable ONRECORD_CACHE"):
        onrecord.open(f"{server.url}/{NAME}.zip")


def test_a_cache_below_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", "~/kept")
    assert fetching.cache_folder() == Path.home() / "kept"


@pytest.mark.parametrize("name", [f"{NAME}.zip", NAME])
@pytest.mark.parametrize("refresh", [False, True])
def test_many_at_the_same_time(server: Server, name: str, refresh: bool) -> None:
    with ThreadPoolExecutor(8) as pool:
        releases = list(pool.map(lambda _: onrecord.open(f"{server.url}/{name}", refresh=refresh), range(16)))
    assert {len(release.load("statements")) for release in releases} == {1}


def test_redirects_are_followed_but_not_for_ever(server: Server) -> None:
    server.redirects["/latest.zip"] = f"/{NAME}.zip"
    assert onrecord.open(f"{server.url}/latest.zip").version == "1.2.3"
    server.redirects["/loop.zip"] = "/loop.zip"
    with pytest.raises(onrecord.OnRecordError, match="more than 10 redirects"):
        onrecord.open(f"{server.url}/loop.zip")


def test_what_is_too_large(server: Server, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    with pytest.raises(onrecord.OnRecordError, match="is larger than 1,000 bytes"):
        onrecord.open(f"{server.url}/{NAME}.zip")
    assert kept(cache) == []


def test_what_is_not_there(server: Server, cache: Path) -> None:
    with pytest.raises(onrecord.OnRecordError, match="cannot be fetched: 404 File not found"):
        onrecord.open(f"{server.url}/none.zip")
    server.shutdown()
    server.server_close()
    with pytest.raises(onrecord.OnRecordError, match="cannot be fetched: ConnectionError"):
        onrecord.open(f"{server.url}/{NAME}.zip")
    assert kept(cache) == []


def test_without_the_libraries(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "pooch":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return original(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(onrecord.OnRecordError, match=r"pip install 'onrecord\[web\]'"):
        onrecord.open(f"{server.url}/{NAME}.zip")


def test_the_cache_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_CACHE")
    assert fetching.cache_folder().name == "onrecord"
