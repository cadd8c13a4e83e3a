//! `specmill mock`, as its user runs it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use serde_json::Value;

const SOUND: &str = "openapi: 3.0.0\ninfo: {title: Pets, version: '1'}\n\
    paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}\n";

fn specmill(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command starts")
}

fn folder_with(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("api.yaml"), document).expect("it is writable");
    folder
}

/// A command that serves, until it is dropped.
struct Serving {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// Where it says that it is.
    started: String,
}

impl Serving {
    fn start(folder: &Path, command: &mut Command) -> Self {
        let mut child =
            command.current_dir(folder).stdout(Stdio::piped()).spawn().expect("the command starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let started = lines.next().expect("a line").expect("UTF-8");
        Self { child, lines, started }
    }

    fn address(&self) -> &str {
        self.started.strip_prefix("http://").and_then(|rest| rest.split(' ').next()).expect("a URL")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ask(address: &str, head: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    write!(stream, "{head}\r\nhost: {address}\r\nconnection: close\r\n\r\n")
        .expect("it takes a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers in UTF-8");
    answer
}

/// A line of the log without its time, which is its last word before a fault.
fn without_time(line: &str) -> String {
    let (start, fault) = line.split_once(" ms").expect("a time");
    let (start, time) = start.rsplit_once(' ').expect("words");
    assert!(time.parse::<f64>().is_ok_and(|time| time >= 0.0), "{line}");
    format!("{start}{fault}")
}

#[test]
fn mock_answers_and_logs_until_it_is_stopped() {
    let folder = folder_with(SOUND);
    let mut mock = Command::new(env!("CARGO_BIN_EXE_specmill"));
    let mut serving = Serving::start(folder.path(), mock.args(["mock", "api.yaml", "--port", "0"]));
    let (address, started) = (serving.address().to_owned(), serving.started.clone());
    let address = address.as_str();
    let mut line = || serving.lines.next().unwrap().unwrap();
    assert_eq!(started, format!("http://{address} answers for 1 operation"));
    let page = format!("http://{address}/ lists them, and what was asked; Ctrl-C stops the server");
    assert_eq!(line(), page);
    assert!(ask(address, "GET /pets HTTP/1.1").starts_with("HTTP/1.1 204 No Content\r\n"));
    assert_eq!(without_time(&line()), "204 GET /pets listPets");
    let wrong = ask(address, "DELETE /pets?token=hidden HTTP/1.1");
    assert!(wrong.contains("\r\nallow: GET\r\n"), "{wrong}");
    let said = "405 DELETE /pets?token=… -: `/pets` has no DELETE; it has GET (help: send GET, or ask for \
                another path)";
    assert_eq!(without_time(&line()), said);
    // The page is no request of the API.
    assert!(ask(address, "GET / HTTP/1.1\r\naccept: text/html").contains("<!doctype html>"));
    assert!(ask(address, "GET /pet HTTP/1.1").starts_with("HTTP/1.1 404"));
    let nearest = "404 GET /pet -: the document has no path for `/pet` (help: the nearest that it has is `/pets`)";
    assert_eq!(without_time(&line()), nearest);
}

#[test]
fn mock_logs_for_programs() {
    let folder = folder_with(SOUND);
    let mut mock = Command::new(env!("CARGO_BIN_EXE_specmill"));
    let always = ["mock", "api.yaml", "--log", "json", "--fail-rate", "1", "--latency", "1ms..2ms"];
    let mut serving = Serving::start(folder.path(), mock.args(always));
    let started: Value = serde_json::from_str(&serving.started).unwrap();
    assert_eq!(started["operations"], 1);
    let address = started["url"].as_str().unwrap().strip_prefix("http://").unwrap();
    assert_eq!(started["page"], format!("http://{address}/"));
    assert!(ask(address, "GET /pets HTTP/1.1").contains("by chance"));
    let line: Value = serde_json::from_str(&serving.lines.next().unwrap().unwrap()).unwrap();
    assert_eq!((&line["method"], &line["target"]), (&"GET".into(), &"/pets".into()));
    assert_eq!((&line["operation"], &line["simulated"]), (&"listPets".into(), &true.into()));
    assert!(line["status"].as_u64().is_some_and(|status| status >= 429), "{line}");
    assert!(line["milliseconds"].as_f64().is_some_and(|time| time >= 1.0), "{line}");
    assert!(line["fault"].is_string() && line["help"].is_string(), "{line}");
    // What turns the direction of text is JSON, and turns nothing.
    ask(address, "GET /pets?\u{202e}\u{2028} HTTP/1.1");
    let line = serving.lines.next().unwrap().unwrap();
    assert!(line.contains(r"/pets?\u202e\u2028"), "{line}");
    let line: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["target"], "/pets?\u{202e}\u{2028}");
}

/// An API of things, with and without state.
#[test]
fn mock_remembers_what_was_made_unless_it_is_told_not_to() {
    let thing = "{type: object, required: [id], properties: {id: {type: string}}}";
    let one = format!("{{description: it, content: {{application/json: {{schema: {thing}}}}}}}");
    let document = format!(
        "openapi: 3.0.0\ninfo: {{title: Things, version: '1'}}\npaths:\n  \
         /things: {{post: {{responses: {{'201': {one}}}}}}}\n  \
         '/things/{{id}}': {{parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], \
         get: {{responses: {{'200': {one}}}}}, delete: {{responses: {{'204': {{description: done}}}}}}}}\n"
    );
    let folder = folder_with(&document);
    for (arguments, made, after) in [
        (&["mock", "api.yaml"][..], "text-1", "404"),
        (&["mock", "api.yaml", "--no-state"], "text", "200"),
    ] {
        let mut mock = Command::new(env!("CARGO_BIN_EXE_specmill"));
        let serving = Serving::start(folder.path(), mock.args(arguments));
        let address = serving.address();
        ask(address, "POST /things HTTP/1.1\r\ncontent-length: 0");
        let second = ask(address, "POST /things HTTP/1.1\r\ncontent-length: 0");
        assert!(second.ends_with(&format!("{{\"id\":\"{made}\"}}")), "{second}");
        ask(address, &format!("DELETE /things/{made} HTTP/1.1"));
        let answer = ask(address, &format!("GET /things/{made} HTTP/1.1"));
        assert!(answer.starts_with(&format!("HTTP/1.1 {after}")), "{answer}");
    }
}

#[test]
fn mock_lets_pages_of_an_origin_call() {
    let folder = folder_with(SOUND);
    for (argument, allowed) in
        [("--cors", true), ("--cors=http://a.example", true), ("--cors=http://b.example", false)]
    {
        let mut mock = Command::new(env!("CARGO_BIN_EXE_specmill"));
        let serving = Serving::start(folder.path(), mock.args(["mock", argument, "api.yaml"]));
        let answer = ask(serving.address(), "GET /pets HTTP/1.1\r\norigin: http://a.example");
        let opened = answer.contains("access-control-allow-origin: http://a.example\r\n");
        assert_eq!(opened, allowed, "{argument}: {answer}");
    }
}

#[test]
fn mock_takes_no_argument_that_means_nothing() {
    let folder = folder_with(SOUND);
    for (arguments, said) in [
        (&["--fail-rate", "-0.1"][..], "it is a share from 0 to 1"),
        (&["--fail-rate", "20"], "it is a share from 0 to 1: 20 % are 0.2"),
        (&["--fail-rate", "often"], "it is a number from 0 to 1"),
        (&["--latency", "200"], "`200` has no unit: write `200ms` or `200s`"),
        (&["--latency", "1h"], "`1h` is no duration"),
        (&["--latency", "2s..1s"], "ends before it begins"),
        (&["--seed", "-1"], "it is a whole number from 0"),
        (&["--host", "example.com"], "it is an IP address of this machine, or `localhost`"),
        (&["--cors=localhost"], "`localhost` is no origin"),
    ] {
        let output = specmill(folder.path(), &[&["mock", "api.yaml"], arguments].concat());
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
}

/// What ends a process by default ends this one with its last line, and without a failure.
#[cfg(unix)]
#[test]
fn mock_ends_when_it_is_told_to() {
    let folder = folder_with(SOUND);
    for signal in ["INT", "TERM"] {
        let mut mock = Command::new(env!("CARGO_BIN_EXE_specmill"));
        let arguments = ["mock", "api.yaml", "--host", "localhost", "--latency", "5m"];
        let mut serving = Serving::start(folder.path(), mock.args(arguments));
        // A request that is held back for minutes.
        let mut open = TcpStream::connect(serving.address()).unwrap();
        open.write_all(b"GET /pets HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
        let mut line = || serving.lines.next().unwrap().unwrap();
        assert!(line().ends_with("Ctrl-C stops the server"));
        assert_eq!(without_time(&line()), "204 GET /pets listPets");
        let id = serving.child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert_eq!(line(), "stopped after 1 request: 0 with a fault, 0 failed by chance");
        assert_eq!(serving.child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn mock_refuses_bodies_that_are_too_large() {
    let folder = folder_with(&SOUND.replace("get:", "post:"));
    let mut mock = Command::new(env!("CARGO_BIN_EXE_specmill"));
    let serving = Serving::start(folder.path(), mock.args(["mock", "api.yaml", "--max-body", "4"]));
    let address = serving.address();
    let answer = ask(address, "POST /pets HTTP/1.1\r\ncontent-length: 5\r\n\r\n12345");
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

/// A server that may have a few files open only, and more clients than that: it waits for one to go,
/// and takes no processor time for it.
#[cfg(target_os = "linux")]
#[test]
fn mock_without_descriptors_waits() {
    use std::time::Duration;

    let folder = folder_with(SOUND);
    let few = "ulimit -n 24 && exec \"$0\" mock api.yaml";
    let mut mock = Command::new("sh");
    let serving =
        Serving::start(folder.path(), mock.args(["-c", few, env!("CARGO_BIN_EXE_specmill")]));
    let (address, id) = (serving.address(), serving.child.id());
    let clients: Vec<_> = (0..40).map(|_| TcpStream::connect(address).unwrap()).collect();
    // Ticks of the processor, of which a second has a hundred (proc_pid_stat(5)).
    let ticks = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", id)).unwrap();
        let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    };
    let descriptors = || fs::read_dir(format!("/proc/{}/fd", id)).unwrap().count();
    while descriptors() < 24 {
        std::thread::sleep(Duration::from_millis(10));
    }
    let before = ticks();
    std::thread::sleep(Duration::from_secs(1));
    let taken = ticks() - before;
    assert!(taken < 30, "{taken} of 100 ticks");
    drop(clients);
    assert!(ask(address, "GET /pets HTTP/1.1").starts_with("HTTP/1.1 204 No Content\r\n"));
}

#[test]
fn mock_says_why_it_cannot_serve() {
    let folder = folder_with("swagger: '2.0'\n");
    let output = specmill(folder.path(), &["mock", "api.yaml"]);
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("error[swagger-2]"));
    let folder = folder_with(SOUND);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = specmill(folder.path(), &["mock", "api.yaml", "--port", &port]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the server cannot be started"), "{said}");
    let help =
        format!("help: another process has port {port} of 127.0.0.1: choose another by `--port`");
    assert!(said.contains(&help), "{said}");
}
