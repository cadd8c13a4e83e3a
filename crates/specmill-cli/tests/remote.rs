//! Documents that refer to files by URL: what is fetched, what is not, and what it is pinned by.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use specmill::{Generator, Limits, Remote};
use specmill_test_server::{Answer, End, TestServer};

const TYPES: &str = "Ticket:\n  type: object\n  properties:\n    id: {type: string}\n    \
    seat: {$ref: 'more/seats.yaml#/Seat'}\n";
const SEATS: &str = "Seat: {type: object, properties: {row: {type: integer}}}\n";

/// A document that refers to `url`.
struct Document {
    folder: tempfile::TempDir,
}

impl Document {
    fn new(url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: Tickets, version: '1'}}\npaths: {{}}\n\
             components: {{schemas: {{Ticket: {{$ref: '{url}'}}}}}}\n"
        );
        fs::write(folder.path().join("api.yaml"), text).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("api.yaml")
    }

    fn lock(&self) -> PathBuf {
        self.folder.path().join("api.yaml.lock")
    }

    fn generator(&self, remote: Remote) -> Generator {
        Generator::new(self.path()).remote(remote.timeout(Duration::from_secs(2)))
    }

    /// The codes and the text of what is said.
    fn said(&self, remote: Remote) -> (Vec<&'static str>, String) {
        let output = self.generator(remote).render().unwrap();
        let codes = output.diagnostics().iter().map(|found| found.code()).collect();
        (codes, output.diagnostics().to_string())
    }

    fn fields(&self, remote: Remote) -> String {
        let surface = self.generator(remote).render().unwrap().surface().to_string();
        let fields = surface.lines().filter(|line| line.contains("Option<"));
        fields.map(str::to_owned).collect::<Vec<_>>().join("\n")
    }
}

fn yaml(text: &str) -> Answer {
    Answer::status(200).header("content-type", "application/yaml").part(Duration::ZERO, text)
}

/// A server with the types, and the paths that were asked for.
fn server() -> TestServer {
    TestServer::with_handler(|request| match request.target.as_str() {
        "/types.yaml" => yaml(TYPES),
        "/more/seats.yaml" => yaml(SEATS),
        "/moved.yaml" => Answer::redirect(302, "/deep/types.yaml"),
        "/deep/types.yaml" => yaml(TYPES),
        "/deep/more/seats.yaml" => yaml(SEATS),
        _ => Answer::status(404),
    })
    .unwrap()
}

fn asked(server: &TestServer) -> Vec<String> {
    server.requests().iter().map(|request| request.target.clone()).collect()
}

#[test]
fn nothing_is_fetched_unless_it_is_allowed() {
    let server = server();
    let document = Document::new(&format!("{}/types.yaml#/Ticket", server.url()));
    let output = Generator::new(document.path()).render().unwrap();
    let said = output.diagnostics().to_string();
    assert!(said.contains("error[external-reference]"), "{said}");
    assert!(said.contains("--allow-remote"), "{said}");
    let others = ["https://example.com/", &format!("{}/type", server.url()), "", "\0", "file:///"];
    for other in others {
        let (codes, said) = document.said(Remote::within([other]));
        assert_eq!(codes, ["external-reference"], "{said}");
    }
    let (codes, _) = document.said(Remote::within([""; 0]));
    assert_eq!(codes, ["external-reference"]);
    assert_eq!(server.connections(), 0);
    assert!(!document.lock().exists());
}

#[test]
fn what_is_fetched_is_pinned() {
    let server = server();
    let document = Document::new(&format!("{}/types.yaml#/Ticket", server.url()));
    let remote = || Remote::within([server.url()]);
    let fields = document.fields(remote());
    assert!(fields.contains("Ticket.seat: Option<Seat>"), "{fields}");
    assert!(fields.contains("Seat.row: Option<i64>"), "{fields}");
    assert_eq!(asked(&server), ["/types.yaml", "/more/seats.yaml"]);
    let lock = fs::read_to_string(document.lock()).unwrap();
    let lines: Vec<&str> = lock.lines().skip(1).collect();
    let url = server.url();
    assert_eq!(lines.len(), 2, "{lock}");
    assert!(lines[0].ends_with(&format!(" {url}/more/seats.yaml")), "{lock}");
    assert!(lines[1].ends_with(&format!(" {url}/types.yaml")), "{lock}");
    let output = document.generator(remote()).render().unwrap();
    assert!(output.sources().any(|path| path == document.lock()));
    assert!(output.diagnostics().is_empty(), "{}", output.diagnostics());

    // What has changed is not used.
    let hash = lines[0].split(' ').next().unwrap();
    fs::write(document.lock(), lock.replace(hash, &"0".repeat(64))).unwrap();
    let (codes, said) = document.said(remote());
    assert_eq!(codes, ["changed-url"], "{said}");
    assert!(said.contains(&format!("--> {url}/types.yaml:5:")), "{said}");
    assert!(!document.fields(remote()).contains("row"));
    // Without its line it is taken as new.
    let kept: String =
        lock.lines().filter(|line| !line.contains("seats")).collect::<Vec<_>>().join("\n");
    fs::write(document.lock(), kept).unwrap();
    assert_eq!(document.fields(remote()), fields);
    assert_eq!(fs::read_to_string(document.lock()).unwrap(), lock);
}

#[test]
fn a_cache_needs_no_network_and_holds_what_is_pinned() {
    let server = server();
    let document = Document::new(&format!("{}/moved.yaml#/Ticket", server.url()));
    let cache = document.folder.path().join("made/cache");
    let remote = || Remote::any().cache(&cache);
    let fields = document.fields(remote());
    assert!(fields.contains("Seat.row"), "{fields}");
    let first = ["/moved.yaml", "/deep/types.yaml", "/deep/more/seats.yaml"];
    assert_eq!(asked(&server), first);
    assert_eq!(fs::read_dir(&cache).unwrap().count(), 2);
    // References in it count from where it was found, also without a request.
    assert_eq!(document.fields(remote()), fields);
    assert_eq!(asked(&server), first);
    // What somebody else put there is not taken.
    for entry in fs::read_dir(&cache).unwrap() {
        fs::write(entry.unwrap().path(), "Ticket: {type: string}\nSeat: {type: string}\n").unwrap();
    }
    assert_eq!(document.fields(remote()), fields);
    assert_eq!(asked(&server).len(), 6);
    // A folder that cannot be is said.
    let (codes, _) = document.said(Remote::any().cache(document.path()));
    assert_eq!(codes, ["unwritable-cache"]);
}

#[test]
fn what_is_no_document_is_an_error_of_the_document() {
    let page = "<!DOCTYPE html><html><body>Sign in</body></html>";
    let answers = [
        (Answer::html(200, page), "HTML"),
        (yaml(page), "HTML"),
        (Answer::status(404), "404"),
        (Answer::status(500), "500"),
        (Answer::status(302), "nowhere"),
        (Answer::redirect(302, "file:///etc/passwd"), "scheme is `file`"),
        (Answer::redirect(302, "http://["), "not a URL"),
        (Answer::redirect(302, "https://example.com/"), "not among the URLs"),
        (Answer::redirect(302, "http://user:secret@127.0.0.1/"), "credentials"),
        (Answer::close(), "cannot be read"),
        (Answer::raw("nonsense"), "cannot be read"),
        (yaml(TYPES).cut(1_000), "cannot be read"),
        (yaml("Ticket: [").header("x", "y"), "not YAML"),
        (yaml(TYPES).part(Duration::from_secs(60), "x"), "takes longer"),
        (yaml(TYPES).delay(Duration::from_secs(60)), "takes longer"),
        (yaml(TYPES).end(End::Stall).header("transfer-encoding", "chunked"), "cannot be read"),
    ];
    for (answer, why) in answers {
        let server = TestServer::with_handler(move |_| answer.clone()).unwrap();
        let document = Document::new(&format!("{}/types.yaml?key=hidden#/Ticket", server.url()));
        let (codes, said) = document.said(Remote::within([server.url()]));
        assert!(!codes.is_empty() && said.contains(why), "{why}: {said}");
        assert!(said.contains("help: "), "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[test]
fn nothing_is_without_end() {
    // A redirect to itself, and an answer of 1 GB, announced and not.
    let server = TestServer::with_handler(|_| Answer::redirect(301, "/again")).unwrap();
    let document = Document::new(&format!("{}/types.yaml", server.url()));
    let (codes, said) = document.said(Remote::any());
    assert_eq!(codes, ["unreadable-url"], "{said}");
    assert_eq!(server.requests().len(), 6);

    let announced = yaml(TYPES).cut(1 << 30);
    let endless = Answer::raw(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/yaml\r\n\r\n{}",
        "# more\n".repeat(1 << 18)
    ));
    for answer in [announced, endless] {
        let server = TestServer::with_handler(move |_| answer.clone()).unwrap();
        let document = Document::new(&format!("{}/types.yaml", server.url()));
        let generator = document.generator(Remote::any());
        let output = generator.limits(Limits::default().file_size(1 << 20)).render().unwrap();
        let said = output.diagnostics().to_string();
        assert!(said.contains("error[too-large-file]"), "{said}");
    }

    // Each file refers to the next.
    let server = TestServer::with_handler(|request| {
        let number: usize = request.target.trim_matches(['/', 'n']).parse().unwrap_or(0);
        yaml(&format!("type: object\nproperties: {{next: {{$ref: '/n{}'}}}}\n", number + 1))
    })
    .unwrap();
    let document = Document::new(&format!("{}/n0", server.url()));
    let (codes, said) = document.said(Remote::any());
    assert!(codes.contains(&"too-much-remote"), "{said}");
    assert!(server.requests().len() <= 500);
}

#[test]
fn references_that_are_no_urls_are_said() {
    for (reference, code) in [
        ("ftp://example.com/x.yaml", "external-reference"),
        ("file:///etc/hostname", "external-reference"),
        ("https://", "invalid-reference"),
        ("//example.com/x.yaml", "invalid-reference"),
        ("https://user:pass@example.com/x.yaml", "external-reference"),
    ] {
        let (codes, said) = Document::new(reference).said(Remote::any());
        assert_eq!(codes, [code], "{reference}: {said}");
    }
    // From a file that was fetched there is no way to the disk.
    let server = TestServer::with_handler(|request| match request.target.as_str() {
        "/a" => {
            yaml("{type: object, properties: {a: {$ref: 'file:///etc/hosts'}, b: {$ref: '/../x'}}}")
        }
        _ => yaml("{type: string}"),
    })
    .unwrap();
    let (codes, said) = Document::new(&format!("{}/a", server.url())).said(Remote::any());
    assert_eq!(codes, ["external-reference"], "{said}");
}

#[test]
fn a_lock_that_is_none_is_said() {
    let server = server();
    let document = Document::new(&format!("{}/types.yaml#/Ticket", server.url()));
    for text in ["nonsense\n", "0123 https://example.com\n", &"x".repeat(2 << 20)] {
        fs::write(document.lock(), text).unwrap();
        let (codes, said) = document.said(Remote::any());
        assert_eq!(codes, ["invalid-lock"], "{said}");
        assert_eq!(fs::read_to_string(document.lock()).unwrap(), *text);
    }
    fs::remove_file(document.lock()).unwrap();
    fs::create_dir(document.lock()).unwrap();
    assert_eq!(document.said(Remote::any()).0, ["invalid-lock"]);
    assert_eq!(server.connections(), 0);
}

fn specmill(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

#[test]
fn every_command_has_the_options() {
    let server = server();
    let document = Document::new(&format!("{}/types.yaml#/Ticket", server.url()));
    let folder = document.folder.path();
    let (is_well, said) = specmill(folder, &["check", "api.yaml"]);
    assert!(!is_well && said.contains("--allow-remote"), "{said}");
    let allowed = format!("--allow-remote={}/", server.url());
    for arguments in [
        vec!["check", "--allow-remote", "api.yaml"],
        vec!["check", "api.yaml", &allowed],
        vec!["generate", "api.yaml", "--out", "client", "--allow-remote", "--root", "."],
        vec!["diff", "api.yaml", "api.yaml", "--allow-remote", "--remote-cache", "cache"],
        vec!["bundle", "api.yaml", "--out", "one.yaml", "--allow-remote"],
        vec!["check", "one.yaml"],
    ] {
        let (is_well, said) = specmill(folder, &arguments);
        assert!(is_well, "{arguments:?}: {said}");
    }
    assert!(fs::read_to_string(folder.join("one.yaml")).unwrap().contains("row:"));
    for wrong in ["--allow-remote=example.com", "--allow-remote=https://", "--remote-cache=x"] {
        let (is_well, said) = specmill(folder, &["check", "api.yaml", wrong]);
        assert!(!is_well, "{wrong}: {said}");
    }
}
