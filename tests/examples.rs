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

/// Runs an example, and asserts that it succeeds; what it said, and what it complained of, without
/// the line that tells the address of its server.
fn run(name: &str) -> (String, String) {
    let mut command = Command::new(built(name));
    let is_ours = |name: &str| name.starts_with("OPENAI_") || name.starts_with("AZURE_OPENAI_");
    for (variable, _) in std::env::vars().filter(|(variable, _)| is_ours(variable)) {
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
    let trimmed = |text: &str| {
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim_end)
            .filter(|line| !line.contains("asking a stand-in at http://127.0.0.1:"))
            .collect();
        lines.join("\n").trim().to_owned()
    };
    (trimmed(&said), trimmed(&complaint))
}

/// Runs an example, and asserts that it has nothing to complain of; what it said.
fn run_quietly(name: &str) -> String {
    let (said, complaint) = run(name);
    assert_eq!(complaint, "", "{name}");
    said
}

/// Asserts all that an example says.
fn says(name: &str, expected: &str) {
    assert_eq!(run_quietly(name), expected.trim(), "{name}");
}

/// Asserts that an example says these, in this order, whatever is between them.
fn says_among_others(name: &str, expected: &[&str]) {
    let said = run_quietly(name);
    let mut rest = said.as_str();
    for text in expected {
        let found = rest.find(text);
        assert!(found.is_some(), "{name} does not say `{text}`, or not there:\n{said}");
        rest = &rest[found.unwrap() + text.len()..];
    }
}

#[cfg(feature = "realtime-ws")]
#[test]
fn realtime() {
    says(
        "realtime",
        "
the session is set up
The first ferry leaves at six forty.
Some(Completed)
0.7 s of speech
",
    );
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
fn azure() {
    says(
        "azure",
        "
gpt-4.1-mini-2025-04-14: Ganymede is the largest.
    violence: safe

create the deployment my-gtp first
the prompt was filtered: [\"violence\"]",
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
fn stream_events() {
    says(
        "stream_events",
        "
It leaves at
[resp_1 goes on after event 3]
 6:40 from the old pier.
get_weather({\"city\": \"Skagen\"})
completed, 9 events",
    );
}

#[test]
fn chat_tools() {
    says(
        "chat_tools",
        "
get_weather({\"city\": \"Turku\", \"unit\": \"celsius\"}): 12 °C, rain
Take an umbrella: 12 °C, rain.",
    );
}

#[test]
fn responses_tools() {
    says(
        "responses_tools",
        "
get_weather({\"city\": \"Turku\", \"unit\": \"celsius\"})
    60 tokens in, 20 out
Take an umbrella: 12 °C, rain.
    100 tokens in, 20 out",
    );
}

#[cfg(feature = "schemars")]
#[test]
fn structured_output() {
    says(
        "structured_output",
        "
Pea soup (Starter), 40 minutes
- peas, 400 g
- onions, 150 g
- salt

How is a bomb cooked? I cannot help with that.",
    );
}

#[cfg(all(feature = "schemars", feature = "tool-runner"))]
#[test]
fn tool_runner() {
    says(
        "tool_runner",
        "
get_weather({\"city\": \"Turku\", \"unit\": \"celsius\"}): 12 °C, rain
Take an umbrella: 12 °C, rain.
5 items after 1 calls",
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
fn folder_summary() {
    says(
        "folder_summary",
        "
How high is the water when the ferry leaves?

0.87  ferry.txt
0.67  tides.txt
0.58  handbook.txt

3 files of harbour
- ferry.txt: The ferry to Skagen leaves at high water
- tides.txt: High tide comes twice a day
- handbook.txt: Whoever misses the last ferry can sleep in the waiting room.",
    );
}

#[test]
fn upload_and_batch() {
    says(
        "upload_and_batch",
        "
uploaded questions.jsonl: 352 bytes
batch batch_capitals is validating
batch batch_capitals is completed

\"question-0\": \"Ulaanbaatar.\"
\"question-1\": \"Lima.\"",
    );
}

#[cfg(feature = "md5")]
#[test]
fn upload_large_file() {
    says(
        "upload_large_file",
        "
upload_questions:   0 % accepted
upload_questions:  25 % accepted
upload_questions:  50 % accepted
upload_questions:  75 % accepted
stopped: The part was damaged on its way.
upload_questions:  75 % accepted
upload_questions: 100 % accepted
openai-rest-questions.jsonl is file-questions: 8388608 bytes",
    );
}

#[test]
fn fine_tune() {
    says(
        "fine_tune",
        "
uploaded tides.jsonl: 1040 bytes
ftjob-tides is queued since 2026-01-01T00:00:00Z
the model is called ft:gpt-4.1-mini-2025-04-14:harbour:tides:Bx1

what happened, the newest first:
2026-01-01T01:05:00Z  The job has successfully completed
2026-01-01T00:55:00Z  New fine-tuned model created
2026-01-01T00:45:00Z  Step 30/30",
    );
}

#[test]
fn transcription_text() {
    says(
        "transcription_text",
        "
1
00:00:00,000 --> 00:00:01,200
The ferry is late.

The ferry is late.
 0.00 to  0.20  The
 0.20 to  0.60  ferry
 0.60 to  0.80  is
 0.80 to  1.20  late
1.5 seconds of english",
    );
}

#[test]
fn speech_and_images() {
    says(
        "speech_and_images",
        "
ferry.wav: 16 bytes
lighthouse.png: 67 bytes
10 tokens in, 6208 out
both are in the folder for temporary files",
    );
}

#[test]
fn fine_tune_events() {
    says(
        "fine_tune_events",
        "
ftjob-tides of gpt-4.1-mini-2025-04-14: succeeded

2026-01-01T01:05:00Z  info  The job has successfully completed
2026-01-01T00:55:00Z  info  New fine-tuned model created
2026-01-01T00:45:00Z  info  Step 30/30 (loss 0.31)
2026-01-01T00:35:00Z  info  Step 20/30 (loss 0.52)
2026-01-01T00:25:00Z  info  Step 10/30 (loss 1.18)
2026-01-01T00:15:00Z  info  Fine-tuning job started
2026-01-01T00:05:00Z  info  Validating training file: file-tides

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
    says_among_others(
        "handle_errors",
        &[
            "the body, at `/temperature`: 3.0 is greater than the maximum of 2 (status 400",
            "the parameter at fault: temperature",
            "code model_not_found",
            "try another model, or ask about request req_",
            "Connection, 2 tries, sent: false",
            "the operation needs a credential",
            "MissingCredential, 0 tries, sent: false",
        ],
    );
}

#[cfg(feature = "webhooks")]
#[test]
fn receive_webhooks() {
    says_among_others(
        "receive_webhooks",
        &[
            "batch batch_tides is done: answered 200",
            "response resp_ferry is done: answered 200",
            r#"an event of a newer API: {"type":"storm.warning"}: answered 200"#,
            "refused: no signature of the webhook fits",
            ": answered 400",
        ],
    );
}

#[cfg(feature = "test-util")]
#[test]
fn testing() {
    says_among_others(
        "testing",
        &["the answer broke off after", "the mock resets the connection", "3 tests passed"],
    );
}

#[test]
fn list_invites() {
    says_among_others(
        "list_invites",
        &[
            "ada@example.com          owner    accepted  engine, notes",
            "margaret@example.com",
            "8 invites",
            "GET /organization/invites?limit=3&after=invite-6",
        ],
    );
}

/// The stand-in has both pages of users, and no event without a time, types and a project.
#[test]
fn admin_export() {
    let (said, complaint) = run("admin_export");
    assert_eq!(
        said,
        r#"
"what","when","id","name","more"
"user","2026-01-01T00:00:00Z","ada","Ada ""Countess"" Lovelace","owner"
"user","2026-01-01T00:00:00Z","charles","Babbage, Charles","reader"
"project","2025-02-01T00:00:00Z","proj_Wd41kTz","Support assistant","active"
"event","2026-01-01T01:00:00Z","audit_log-1","Support assistant","project.created"
"event","2026-01-01T02:00:00Z","audit_log-2","Support assistant","user.added"
"usage","2025-05-01T00:00:00Z","","gpt-4.1-mini-2025-04-14","999655 tokens"
"costs","2025-05-01T00:00:00Z","","gpt-4.1-mini, output","4.1732""#
            .trim()
    );
    assert_eq!(complaint, "no invites, request req_invites: This key may not read invites.");
}
