//! Every example runs, without a key and without a network, and says what it is to say.
//!
//! `cargo test` builds the examples beside the tests; they are run as their users run them.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The example as it was built with this test.
fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap().join("examples");
    let program = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.rs"));
    let changed = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    assert!(
        changed(&program) >= changed(&source),
        "`{}` is missing or older than its source: `cargo test` builds it, as `cargo build \
         --examples` does",
        program.display()
    );
    program
}

/// Runs an example, and asserts that it succeeds and what its lines are; the line that tells the
/// address of its server is left out, and so is what it says after `…`.
fn says(name: &str, expected: &str) {
    let mut command = Command::new(built(name));
    for (variable, _) in std::env::vars().filter(|(variable, _)| variable.starts_with("OPENAI_")) {
        command.env_remove(variable);
    }
    // Whoever goes elsewhere than to loopback gets nowhere.
    let output = command
        .env("HTTPS_PROXY", "http://127.0.0.1:9")
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{name}: {}\n{said}\n{complaint}", output.status);
    assert_eq!(complaint, "", "{name}");
    let said: Vec<&str> = said
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.contains("http://127.0.0.1:"))
        .collect();
    let said = said.join("\n");
    assert_eq!(said.trim(), expected.trim(), "{name}");
}

#[test]
fn chat() {
    says(
        "chat",
        "
you: Which moon of Jupiter is the largest?
gpt-4.1-mini-2025-04-14: Ganymede is the largest.
    24 tokens in, 9 out

you: Is it larger than Mercury?
gpt-4.1-mini-2025-04-14: Yes, though it has only half the mass.
    47 tokens in, 9 out

5 messages",
    );
}

#[test]
fn chat_stream() {
    says(
        "chat_stream",
        "
Low tide. A heron counts its own reflections, one.

finished: stop
tokens:   17 in, 12 out",
    );
}

#[test]
fn responses_stream() {
    says(
        "responses_stream",
        "
resp_6Yw0dT2kQm has begun
It leaves at 6:40.
8 events made up: It leaves at 6:40.",
    );
}

#[test]
fn embeddings() {
    says(
        "embeddings",
        "
4 vectors of 8 numbers; how alike the texts are:

1  1.00  0.67  0.00  0.00  High tide is at nine.
2  0.67  1.00  0.00  0.00  The water is highest around nine o'clock.
3  0.00  0.00  1.00  0.00  The ferry leaves before noon.
4  0.00  0.00  0.00  1.00  A heron eats fish and frogs.

30 tokens",
    );
}

#[test]
fn upload_and_batch() {
    says(
        "upload_and_batch",
        "
uploaded questions.jsonl: 335 bytes
batch batch_capitals is validating
batch batch_capitals is completed

\"question-0\": \"Ulaanbaatar.\"
\"question-1\": \"Lima.\"",
    );
}

#[test]
fn fine_tune_events() {
    says(
        "fine_tune_events",
        "
ftjob-tides of gpt-4.1-mini-2025-04-14: succeeded

1767229500  info  The job has successfully completed
1767228900  info  New fine-tuned model created
1767228300  info  Step 30/30 (loss 0.31)
1767227700  info  Step 20/30 (loss 0.52)
1767227100  info  Step 10/30 (loss 1.18)
1767226500  info  Fine-tuning job started
1767225900  info  Validating training file: file-tides

7 events
the model is called ft:gpt-4.1-mini-2025-04-14:harbour:tides:Bx1",
    );
}

#[test]
fn vector_store_search() {
    says(
        "vector_store_search",
        "
Harbour: 1 of 1 files read

What if I am too late?
0.81  handbook.txt: Whoever misses the last ferry can sleep in the waiting room.
0.54  handbook.txt: The first ferry leaves at 6:40, the last at 22:15.

deleted vs_harbour and file-handbook",
    );
}

#[test]
fn handle_errors() {
    says("handle_errors", "");
}

#[test]
fn list_invites() {
    says("list_invites", "");
}
