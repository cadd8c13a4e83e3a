//! What a document or a request says is no command to the terminal, and no line of its own there.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

/// What ends a line somewhere, commands a terminal, or turns the direction of text.
const ODD: &str = "\n\r\u{1b}[2J\u{9b}\u{85}\u{2028}\u{2029}\u{61c}\u{200e}\u{202e}\u{2066}";

/// An API with odd characters wherever a name or a word can be; `more` goes into the operation.
fn document(more: &str) -> String {
    let escaped: String = ODD.chars().map(|char| format!("\\u{:04x}", u32::from(char))).collect();
    let odd = |text: &str| format!("\"{text}{escaped}x\"");
    let (title, tag, id, name) = (odd("title"), odd("tag"), odd("id"), odd("name"));
    let (file, path) = (odd("./file"), odd("/a/{id}/{b"));
    format!(
        "openapi: 3.0.0\ninfo: {{title: {title}, version: {title}}}\npaths:\n  \
         /pets/{{id}}: {{get: {{tags: [{tag}], operationId: {id}, {more}\n    \
         parameters: [{{name: id, in: path, required: true, description: {title}, schema: {{type: integer}}}}],\n    \
         responses: {{'200': {{description: {title}, content: {{application/json: {{schema: {{\n      \
         type: object, {name}: 1, properties: {{{name}: {{type: string, enum: [{name}], default: {title}}}}}\n    \
         }}}}}}}}}}}}}}\n  \
         {path}: {{get: {{operationId: {id}, responses: {{{name}: {{description: {title}}}}}}}}}\n\
         components: {{schemas: {{A: {{$ref: {file}}}, {name}: {{type: {name}}}}}}}\n"
    )
}

/// Looks at each line, and gives them all.
fn checked(text: &[u8]) -> String {
    let text = std::str::from_utf8(text).expect("UTF-8").to_owned();
    for line in text.lines() {
        let odd =
            line.chars().find(|char| char.is_control() || ODD.contains(*char) && !char.is_ascii());
        assert_eq!(odd, None, "{line:?}");
    }
    text
}

fn run(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command starts");
    (checked(&output.stdout), checked(&output.stderr))
}

#[test]
fn what_a_document_says_stays_on_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("api.yaml"), document("")).unwrap();
    let parameter = document("deprecated: true,").replace("type: integer", "type: string");
    fs::write(folder.path().join("next.yaml"), parameter).unwrap();
    fs::write(folder.path().join("broken.yaml"), format!("a: \"{ODD}\n{{")).unwrap();

    let (said, wrong) = run(folder.path(), &["check", "api.yaml"]);
    assert!(said.ends_with(" found\n"), "{said}");
    assert!(wrong.contains("error[invalid-reference]: `./file\\n\\r\\u{1b}[2J"), "{wrong}");
    run(folder.path(), &["check", "api.yaml", "--strict"]);
    run(folder.path(), &["check", "broken.yaml"]);
    let (said, _) = run(folder.path(), &["generate", "api.yaml", "--out", "client"]);
    assert!(said.contains("wrote client/api.rs\n"), "{said}");
    let (said, _) = run(folder.path(), &["diff", "api.yaml", "next.yaml"]);
    assert!(said.contains("breaking"), "{said}");

    #[cfg(unix)]
    {
        let odd = format!("api{ODD}");
        fs::rename(folder.path().join("api.yaml"), folder.path().join(&odd)).unwrap();
        let (said, _) = run(folder.path(), &["generate", &odd, "--out", &odd.replace('a', "b")]);
        assert!(said.contains("wrote bpi\\n\\r"), "{said}");
        run(folder.path(), &["check", &format!("{odd}2")]);
    }
}

/// The text of a bundle is for another program: it is written as data, in which YAML has escapes for
/// controls.
#[test]
fn a_bundle_holds_no_controls() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("api.yaml"), document("")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(["bundle", "api.yaml"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains(r"\e[2J"), "{text}");
    assert_eq!(text.chars().find(|char| char.is_control() && *char != '\n'), None);
}

fn ask(address: &str, target: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    let request = [b"GET ", target, b" HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"].concat();
    stream.write_all(&request).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

#[test]
fn what_a_request_says_stays_on_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("api.yaml"), document("")).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(["mock", "api.yaml"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut started = String::new();
    out.read_line(&mut started).unwrap();
    let address = started.strip_prefix("http://").unwrap().split(' ').next().unwrap();

    let encoded: String = ODD.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let mut targets = vec![format!("/pets/{encoded}"), format!("/pets/1?a={encoded}"), encoded];
    targets.push("/pets/\u{202e}\u{85}\u{2028}".to_owned());
    for target in &targets {
        ask(address, target.as_bytes());
    }
    let answer = ask(address, b"/pets/1");
    assert!(answer.starts_with(b"HTTP/1.1 200"));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut log = Vec::new();
    out.read_to_end(&mut log).unwrap();
    let log = checked(&log);
    assert!(log.contains("400 GET /pets/%0a%0d"), "{log}");
    assert!(log.lines().last().unwrap().starts_with("200 GET /pets/1 id\\n\\r\\u{1b}[2J"), "{log}");
    let is_line = |line: &str| line[..3].parse::<u16>().is_ok();
    assert!(log.lines().skip(1).all(is_line), "{log}");
    // Of the targets one is none: it is answered before anyone sees it.
    assert_eq!(log.lines().count(), 1 + targets.len(), "{log}");
}
