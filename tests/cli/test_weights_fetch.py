"""`weights fetch` against a server that behaves well and badly: the right file or none, and nothing downloaded twice."""

import contextlib
import hashlib
import json
import os
import pty
import re
import resource
import signal
import socket
import ssl
import subprocess
import time
import unittest

import file_server
import program
from file_server import cut, in_ranges, redirect, status, stuck, unmeasured, whole
from program import CANCELLED, DONE, FAILED, NARROW, WRONG_USAGE

WITHOUT_FETCH = os.environ.get("STYLE_TRANSFER_WITHOUT_FETCH") == "1"
CONTENT = NARROW.read_bytes()
SUM = hashlib.sha256(CONTENT).hexdigest()
HALF = len(CONTENT) // 2
PATH = "/models/vgg19-1234.safetensors"
WAIT = 60  # seconds; only what hangs takes so long
INSIDE_MOUNTS = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


class FetchTest(program.ProgramTest):
    """A catalogue with one entry, of a small file that the server has at PATH."""

    def setUp(self):
        super().setUp()
        self.environment = {name: value for name, value in self.environment.items()
                            if not name.lower().endswith("_proxy")}
        self.data = self.home / "data"
        self.environment["XDG_DATA_HOME"] = str(self.data)
        self.weights = self.data / "gimp-style-transfer" / "weights"
        self.part = self.weights / "downloads" / "vgg19-1234.safetensors.part"
        self.server = file_server.Server()
        self.addCleanup(self.server.close)
        self.server.answers[PATH] = in_ranges(CONTENT)
        self.write_catalogue()

    def write_catalogue(self, **changes):
        entry = dict(name="tiny", title="A small VGG-19", network="vgg19", url=self.server.address + PATH,
                     size=len(CONTENT), sha256=SUM, licence="CC0-1.0", citation="Nobody, Nothing, 2024")
        entry.update(changes)
        self.write_entries([{name: value for name, value in entry.items() if value is not None}])

    def write_entries(self, entries):
        (self.folder / "catalogue.json").write_text(json.dumps(entries))

    def words(self, *more):
        return ["weights", "fetch", "tiny", "--catalogue", "catalogue.json", *more]

    def fetch(self, *more, **settings):
        return self.run_program(*self.words("--yes", *more), **settings)

    def here(self):
        return sorted(str(path.relative_to(self.weights)) for path in self.weights.rglob("*") if path.is_file())

    def assert_fetched(self, run):
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        self.assertEqual(self.here(), ["tiny.safetensors"])
        self.assertFalse(self.part.parent.exists())
        run = self.run_program("weights", "info", "tiny")
        self.assertRegex(run.stdout, fr"(?s)title +A small VGG-19\n.*SHA-256 +{SUM}\n.*licence +CC0-1\.0\n"
                                     r"to be cited +Nobody, Nothing, 2024\n")

    def put_part(self, content):
        self.part.parent.mkdir(parents=True)
        self.part.write_bytes(content)

    def wait_for(self, condition):
        end = time.monotonic() + WAIT
        while not condition():
            self.assertLess(time.monotonic(), end, "nothing happened")
            time.sleep(0.01)


class Program(FetchTest):
    @unittest.skipUnless(WITHOUT_FETCH, "this build has libcurl")
    def test_built_without_libcurl_says_so(self):
        self.assert_refused(self.fetch(), FAILED, "built without libcurl")


@unittest.skipIf(WITHOUT_FETCH, "this build is without libcurl")
class Fetch(FetchTest):
    def test_gets_weights_that_can_be_painted_with(self):
        run = self.fetch()
        self.assert_fetched(run)
        for words in "A small VGG-19", f"{len(CONTENT)} bytes", self.server.address + PATH, "CC0-1.0", "Nobody":
            self.assertIn(words, run.stdout)
        self.assertIn(f"{self.weights}/tiny.safetensors: vgg19 to conv5_4", run.stdout)
        self.assertIn("tiny\n  vgg19 to conv5_4", self.run_program("weights", "list").stdout)
        self.paint_small(weights="tiny")

    def test_of_the_built_in_catalogue_is_listed(self):
        run = self.run_program("weights", "list")
        self.assertRegex(run.stdout, r"vgg19, to be fetched \(recommended\)\n  VGG-19 as .*, 575 MB\n")
        self.assert_refused(self.run_program("weights", "fetch", "vgg99", "--yes"), FAILED,
                            'the catalogue has no weights "vgg99"; it has vgg19, ')

    def test_goes_through_a_proxy(self):
        self.environment["http_proxy"] = self.server.address
        self.write_catalogue(url="http://weights.invalid" + PATH)
        self.server.answers["http://weights.invalid" + PATH] = in_ranges(CONTENT)
        self.assert_fetched(self.fetch())

    def test_from_a_mirror_must_be_the_same_file(self):
        self.write_catalogue(url="http://weights.invalid" + PATH)
        self.assert_fetched(self.fetch("--from", self.server.address + PATH))
        self.server.answers["/mirror"] = in_ranges(b"x" * len(CONTENT))
        self.assert_refused(self.fetch("--from", self.server.address + "/mirror", "--force"), FAILED,
                            "not the right one")

    def test_replaces_nothing_unless_told_to(self):
        self.assert_fetched(self.fetch())
        asked = len(self.server.requests)
        self.assert_refused(self.fetch(), FAILED, r"tiny\.safetensors is there already; choose another name, or have it replaced")
        self.assertEqual(len(self.server.requests), asked)
        self.assert_fetched(self.fetch("--force"))
        self.assertEqual(self.fetch("--name", "other").code, DONE)
        self.assertEqual(self.here(), ["other.safetensors", "tiny.safetensors"])


@unittest.skipIf(WITHOUT_FETCH, "this build is without libcurl")
class Question(FetchTest):
    def on_terminal(self, answer):
        """With a terminal as standard input and output: the exit code and what is shown."""
        terminal, end_of_program = pty.openpty()
        self.addCleanup(os.close, terminal)
        process = subprocess.Popen([program.PROGRAM, *self.words()], cwd=self.folder, env=self.environment,
                                   stdin=end_of_program, stdout=end_of_program, stderr=subprocess.PIPE)
        os.close(end_of_program)
        os.write(terminal, answer)
        shown = b""
        with contextlib.suppress(OSError):  # the program has closed its end
            while part := os.read(terminal, 65536):
                shown += part
        _, errors = process.communicate(timeout=WAIT)
        self.assertEqual(errors, b"")
        return process.returncode, shown.decode().replace("\r\n", "\n")

    def test_answered_by_yes_fetches_and_shows_how_far_it_is(self):
        for answer in b"y\n", b"Y\n", b"yes\n":
            code, shown = self.on_terminal(answer)
            self.assertEqual(code, DONE, shown)
            self.assertRegex(shown, r"(?s)licence +CC0-1\.0\n.*Download it\? \[y/N\] .*1 MB of 1 MB.*vgg19 to conv5_4")
            (self.weights / "tiny.safetensors").unlink()

    def test_answered_otherwise_does_nothing(self):
        for answer in b"n\n", b"\n", b"perhaps\n", b"\4":
            code, shown = self.on_terminal(answer)
            self.assertEqual((code, self.here()), (CANCELLED, []))
            self.assertIn("Nothing was downloaded.\n", shown)
        self.assertEqual(self.server.requests, [])

    def test_that_nobody_can_answer_is_wrong_usage(self):
        self.assert_refused(self.run_program(*self.words()), WRONG_USAGE, "no terminal to answer on; --yes agrees")
        self.assertEqual(self.server.requests, [])


@unittest.skipIf(WITHOUT_FETCH, "this build is without libcurl")
class Refusal(FetchTest):
    def assert_nothing_kept(self, *patterns, more=()):
        self.assert_refused(self.fetch(*more), FAILED, *patterns)
        self.assertEqual(self.here(), [])
        self.assertFalse(self.part.parent.exists())

    def test_of_a_file_with_another_sum(self):
        wrong = bytes([CONTENT[0] ^ 1]) + CONTENT[1:]
        self.server.answers[PATH] = in_ranges(wrong)
        self.assert_nothing_kept("not the right one and has been removed", SUM, hashlib.sha256(wrong).hexdigest())

    def test_of_what_the_server_does_not_give(self):
        for code, words in {404: "no such file", 410: "no such file", 403: "refuses the file", 500: "refuses the file",
                            304: "refuses the file", 416: "refuses the file"}.items():
            self.server.answers[PATH] = status(code)
            self.assert_nothing_kept(f"127.0.0.1:.*{words} .HTTP status {code}.")

    def test_of_a_file_of_another_length(self):
        for content in CONTENT[:-1], CONTENT + b"x", b"<html>Please log in.</html>":
            self.server.answers[PATH] = whole(content)
            self.assert_nothing_kept(f"has {len(content)} bytes where {len(CONTENT)} are right")
        self.server.answers[PATH] = unmeasured(CONTENT + b"x" * 1000)
        self.assert_refused(self.fetch(), FAILED, f"more than the {len(CONTENT)} bytes")
        self.assertLessEqual(self.part.stat().st_size if self.part.exists() else 0, len(CONTENT))

    def test_of_a_server_that_cannot_be_reached(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        for url in f"http://127.0.0.1:{port}/weights", "http://weights.invalid/weights":
            self.assert_nothing_kept("cannot be reached .*is there a connection to the network", more=["--from", url])

    def test_of_a_server_whose_certificate_nobody_vouches_for(self):
        key, certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout",
                        key, "-out", certificate], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.server.http.socket = context.wrap_socket(self.server.http.socket, server_side=True,
                                                      do_handshake_on_connect=False)
        url = self.server.address.replace("http", "https") + PATH
        self.assert_nothing_kept("(?i)certificate", more=["--from", url])

    def test_of_addresses_that_are_not_on_the_network(self):
        for url in f"file://{NARROW}", "ftp://127.0.0.1/weights", str(NARROW), "HTTP://127.0.0.1/weights":
            self.assert_nothing_kept("only addresses that begin with https:// or http:// are fetched",
                                     more=["--from", url])

    def test_of_redirects_without_an_end_or_elsewhere(self):
        self.server.answers[PATH] = redirect(PATH)
        self.assert_nothing_kept("redirects more than 10 times")
        self.assertEqual(len(self.server.requests), 11)
        for url in f"file://{NARROW}", "ftp://127.0.0.1/weights":
            self.server.answers[PATH] = redirect(url)
            self.assert_nothing_kept("redirects to one that is not allowed")

    def test_of_catalogues_that_are_none(self):
        for change, words in {("name", "../tiny"): 'entry 1: the name "../tiny" cannot', ("name", None): '"name"',
                              ("size", 0): '"size"', ("size", "big"): '"size"', ("size", -5): '"size"',
                              ("sha256", SUM[1:]): '"sha256"', ("sha256", SUM.upper()): '"sha256"',
                              ("network", "alexnet"): '"network"; vgg19 and vgg16',
                              ("url", "http://a/b/"): 'the name "" cannot', ("licence", None): '"licence"',
                              ("title", "two\nlines"): '"title"', ("recommended", 1): '"recommended"'}.items():
            self.write_catalogue(**dict([change]))
            self.assert_nothing_kept(fr"catalogue\.json: its entry 1.*{re.escape(words)}"
                                     if not words.startswith("entry") else re.escape(words))
        for text in "", "{", "{}", "[]", "[[]]", "[1]", "[" * 100000, '[{"name": "tiny"', "\xff":
            (self.folder / "catalogue.json").write_text(text, encoding="latin-1")
            self.assert_nothing_kept(r"catalogue\.json: ")
        (self.folder / "catalogue.json").write_text("[" + " " * (1 << 20) + "]")
        self.assert_nothing_kept("at most 1 MiB")
        (self.folder / "catalogue.json").unlink()
        self.assert_nothing_kept(r"catalogue\.json: the catalogue could not be read")
        self.assertEqual(self.server.requests, [])

    def test_of_weights_that_are_another_network_keeps_the_download(self):
        """Downloading it again would not help; the file may be of use."""
        self.write_catalogue(network="vgg16")
        self.assert_refused(self.fetch(), FAILED, "holds vgg19 weights, not vgg16")
        self.assertEqual(self.here(), ["downloads/vgg19-1234.safetensors"])
        self.write_catalogue()
        self.assert_fetched(self.fetch())
        self.assertEqual(len(self.server.requests), 1)


@unittest.skipIf(WITHOUT_FETCH, "this build is without libcurl")
class Redirects(FetchTest):
    def test_are_followed(self):
        self.server.answers[PATH] = redirect("/elsewhere", 301)
        self.server.answers["/elsewhere"] = redirect(self.server.address + "/there", 307)
        self.server.answers["/there"] = in_ranges(CONTENT)
        self.assert_fetched(self.fetch())

    def test_are_followed_when_going_on(self):
        self.put_part(CONTENT[:HALF])
        self.server.answers[PATH] = redirect("/there")
        self.server.answers["/there"] = in_ranges(CONTENT)
        self.assert_fetched(self.fetch())
        self.assertEqual(self.server.ranges(), [f"bytes={HALF}-"] * 2)


@unittest.skipIf(WITHOUT_FETCH, "this build is without libcurl")
class GoingOn(FetchTest):
    def test_after_a_connection_that_broke_off(self):
        self.server.answers[PATH] = cut(CONTENT, HALF)
        self.assert_refused(self.fetch(), FAILED, f"ended after {HALF} of {len(CONTENT)} bytes .*what has come is kept")
        self.assertEqual(self.part.read_bytes(), CONTENT[:HALF])
        run = self.fetch()
        self.assert_fetched(run)
        self.assertIn("going on after 1 MB\n", run.stdout)
        self.assertEqual(self.server.ranges(), [None, f"bytes={HALF}-"])

    def test_after_a_server_that_sent_too_little_without_saying_so(self):
        self.server.answers[PATH] = unmeasured(CONTENT[:HALF])
        self.assert_refused(self.fetch(), FAILED, f"ended after {HALF} of {len(CONTENT)} bytes")
        self.server.answers[PATH] = in_ranges(CONTENT)
        self.assert_fetched(self.fetch())
        self.assertEqual(self.server.ranges(), [None, f"bytes={HALF}-"])

    def test_begins_anew_where_the_server_knows_no_ranges(self):
        self.put_part(CONTENT[:HALF])
        self.server.answers[PATH] = whole(CONTENT)
        self.assert_fetched(self.fetch())
        self.assertEqual(self.server.ranges(), [f"bytes={HALF}-"])

    def test_begins_anew_where_the_server_has_less_than_is_here(self):
        self.put_part(CONTENT[:HALF])
        self.server.answers[PATH] = lambda request: (status(416) if request.headers["Range"] else whole(CONTENT))(request)
        self.assert_fetched(self.fetch())
        self.assertEqual(self.server.ranges(), [f"bytes={HALF}-", None])

    def test_refuses_another_part_than_was_asked_for(self):
        self.put_part(CONTENT[:HALF])
        self.server.answers[PATH] = in_ranges(CONTENT, shift=-7)
        self.assert_refused(self.fetch(), FAILED, "another part of the file")
        self.assertEqual(self.part.read_bytes(), CONTENT[:HALF])

    def test_keeps_the_part_where_another_file_comes_instead(self):
        self.put_part(CONTENT[:HALF])
        self.server.answers[PATH] = whole(b"<html>Please log in.</html>")
        self.assert_refused(self.fetch(), FAILED, "it is another file")
        self.assertEqual(self.part.read_bytes(), CONTENT[:HALF])

    def test_removes_a_part_that_leads_to_another_sum(self):
        for part in b"x" * HALF, b"x" * len(CONTENT):
            self.put_part(part)
            self.assert_refused(self.fetch(), FAILED, "not the right one and has been removed")
            self.assertFalse(self.part.parent.exists())
        self.assert_fetched(self.fetch())

    def test_needs_no_network_where_all_is_here(self):
        self.put_part(CONTENT)
        self.assert_fetched(self.fetch())
        self.assertEqual(self.server.requests, [])

    def test_begins_anew_where_more_is_here_than_there_should_be(self):
        self.put_part(CONTENT + b"x")
        self.assert_fetched(self.fetch())
        self.assertEqual(self.server.ranges(), [None])

    def start(self):
        """A fetch that has half of the file and waits for the rest."""
        self.server.answers[PATH] = stuck(CONTENT, HALF)
        process = subprocess.Popen([program.PROGRAM, *self.words("--yes")], cwd=self.folder, env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.__exit__, None, None, None)
        self.addCleanup(process.kill)
        self.wait_for(lambda: self.part.exists() and self.part.stat().st_size == HALF)
        return process

    def test_after_an_interruption(self):
        for number in signal.SIGINT, signal.SIGTERM:
            process = self.start()
            process.send_signal(number)
            _, errors = process.communicate(timeout=WAIT)
            self.assertEqual((process.returncode, errors), (CANCELLED, ""))
            self.assertEqual(self.part.read_bytes(), CONTENT[:HALF])
            self.assert_fetched(self.fetch())
            (self.weights / "tiny.safetensors").unlink()

    def test_after_being_killed(self):
        process = self.start()
        process.kill()
        process.wait()
        self.assert_fetched(self.fetch())

    def test_never_in_two_programs_at_once(self):
        process = self.start()
        self.assert_refused(self.fetch(), FAILED, "another program is downloading this file")
        self.assertIsNone(process.poll())
        self.assertEqual(self.part.stat().st_size, HALF)


@unittest.skipIf(WITHOUT_FETCH, "this build is without libcurl")
class Disk(FetchTest):
    def test_that_takes_no_more_is_told_and_what_came_is_kept(self):
        run = subprocess.run([program.PROGRAM, *self.words("--yes")], cwd=self.folder, env=self.environment,
                             capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=program.TIMEOUT,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (HALF, HALF)))
        self.assert_refused(program.Finished(run), FAILED, r"\.part: the file could not be written: File too large")
        self.assertEqual(self.part.read_bytes(), CONTENT[:HALF])
        self.assert_fetched(self.fetch())

    def test_that_is_full_is_told_before_anything_is_downloaded(self):
        self.data.mkdir()
        if subprocess.run([*INSIDE_MOUNTS, "mount", "-t", "tmpfs", "none", self.data],
                          capture_output=True).returncode:
            self.skipTest("no file system may be mounted here, so a full disk is not tried")
        script = 'mount -t tmpfs -o size=40k none "$XDG_DATA_HOME" && { "$@"; code=$?; find "$XDG_DATA_HOME" -type f >&2; ' \
                 "exit $code; }"
        run = subprocess.run([*INSIDE_MOUNTS, "sh", "-c", script, "sh", program.PROGRAM, *self.words("--yes")],
                             cwd=self.folder, env=self.environment, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL, timeout=program.TIMEOUT)
        self.assert_refused(program.Finished(run), FAILED, "the disk is too full: 1 MB are to come and 1 MB are free")
        self.assertEqual(self.server.requests, [])


if __name__ == "__main__":
    program.main()
