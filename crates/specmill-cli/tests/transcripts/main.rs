//! What each subcommand says of arguments and files that are no good, as a transcript: what was typed,
//! what came on both outputs, and the exit code.

mod session;

use session::Session;

/// The subcommands that read one document, with what they need beside it.
const READ_A_DOCUMENT: [&str; 9] = [
    "new pets {}",
    "check",
    "list",
    "show {} Pet",
    "bundle",
    "generate {} --out client",
    "generate {} --workspace --out client",
    "mock {} --port 0",
    "diff pets.yaml",
];

/// `specmill SUBCOMMAND` with `document` where the subcommand takes it.
fn with_document(subcommand: &str, document: &str) -> String {
    if subcommand.contains("{}") {
        subcommand.replace("{}", document)
    } else {
        format!("{subcommand} {document}")
    }
}

/// The transcript of every subcommand that reads a document, given `document`.
fn read_by_each(session: &mut Session, document: &str) {
    for subcommand in READ_A_DOCUMENT {
        session.run(&with_document(subcommand, document));
    }
}

#[test]
fn no_argument_at_all() {
    let mut session = Session::start();
    for subcommand in [
        "new",
        "new pets",
        "check",
        "explain nonsense",
        "list",
        "show",
        "bundle",
        "generate",
        "mock",
    ] {
        session.run(subcommand);
    }
    for subcommand in ["diff", "diff pets.yaml", "completions"] {
        session.run(subcommand);
    }
    insta::assert_snapshot!(session.transcript());
}

#[test]
fn a_word_that_is_none() {
    let mut session = Session::start();
    for arguments in [
        "generat pets.yaml",
        "new fn pets.yaml",
        "new self pets.yaml",
        "new pets pets.yaml --specmill elsewhere",
        "list none.yaml",
        "diff pets.yaml pets.yaml",
        "new serde_json pets.yaml",
        "new 7pets pets.yaml",
        "new pets pets.yaml --featur",
        "generate pets.yaml",
        "generate pets.yaml --out client --crate --workspace",
        "generate none.yaml --out client --workspace",
        "check pets.yaml --al",
        "check pets.yaml --format xml",
        "check pets.yaml --deny undeclared-path-paramter",
        "explain undeclared-path-paramter",
        "list pets.yaml --format html",
        "show pets.yaml Pt",
        "show pets.yaml listPet",
        "bundle pets.yaml more.yaml",
        "generate pets.yaml --out client --dates joda",
        "mock pets.yaml --port 70000",
        "mock pets.yaml --port none",
        "diff pets.yaml pets.yaml --fail-on removal",
        "completions tcsh",
        "--color maybe check pets.yaml",
    ] {
        session.run(arguments);
    }
    insta::assert_snapshot!(session.transcript());
}

#[test]
fn a_file_that_is_missing() {
    let mut session = Session::start();
    read_by_each(&mut session, "pet.yaml");
    insta::assert_snapshot!(session.transcript());
}

#[test]
fn a_folder_for_a_file() {
    let mut session = Session::start();
    session.folder("documents");
    read_by_each(&mut session, "documents");
    insta::assert_snapshot!(session.transcript());
}

#[test]
fn a_file_that_is_no_document() {
    let mut session = Session::start();
    session.file("empty.yaml", "");
    session.file("notes.txt", "Buy milk.\n");
    session.file("data.json", "{\"pets\": [1, 2, 3}\n");
    session.file("swagger.yaml", "swagger: '2.0'\ninfo: {title: Pets, version: '1'}\npaths: {}\n");
    for document in ["empty.yaml", "notes.txt", "data.json", "swagger.yaml"] {
        session.run(&format!("check {document}"));
        session.run(&format!("new pets {document}"));
    }
    session.run("diff empty.yaml pets.yaml");
    insta::assert_snapshot!(session.transcript());
}

/// Where the tests' user is root, the command runs as another, since root may read everything.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    let mut session = Session::start();
    session.unreadable("secret.yaml");
    if !session.run_as_nobody() {
        eprintln!("skipped: the command cannot be started by a user without rights here");
        return;
    }
    read_by_each(&mut session, "secret.yaml");
    insta::assert_snapshot!(session.transcript());
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written() {
    let mut session = Session::start();
    session.unwritable("closed");
    if !session.run_as_nobody() {
        eprintln!("skipped: the command cannot be started by a user without rights here");
        return;
    }
    for arguments in [
        "generate pets.yaml --out closed",
        "generate pets.yaml --out closed/client",
        "new pets pets.yaml --out closed/pets",
        "bundle pets.yaml --out closed/pets.yaml",
        "diff pets.yaml pets.yaml --format html --out closed/diff.html",
        "man --out closed",
    ] {
        session.run(arguments);
    }
    session.list_files("closed");
    insta::assert_snapshot!(session.transcript());
}

#[test]
fn a_file_where_a_folder_is_written() {
    let mut session = Session::start();
    session.file("taken", "mine\n");
    for arguments in [
        "generate pets.yaml --out taken",
        "generate pets.yaml --out taken/client",
        "new pets pets.yaml --out taken/pets",
        "bundle pets.yaml --out taken/pets.yaml",
        "diff pets.yaml pets.yaml --format html --out taken/diff.html",
        "man --out taken",
    ] {
        session.run(arguments);
    }
    session.show_file("taken");
    insta::assert_snapshot!(session.transcript());
}

/// A folder that others' files are in: nothing of them is touched.
#[test]
fn a_folder_of_somebody_else() {
    let mut session = Session::start();
    session.folder("pets");
    session.file("pets/Cargo.toml", "mine\n");
    session.file("pets/pets.rs", "mine\n");
    for arguments in [
        "new pets pets.yaml",
        "generate pets.yaml --out pets",
        "generate pets.yaml --crate --out pets",
        "generate pets.yaml --workspace --out pets",
    ] {
        session.run(arguments);
    }
    session.list_files("pets");
    session.show_file("pets/Cargo.toml");
    insta::assert_snapshot!(session.transcript());
}

/// A disk of 8 kB, half full: what is there stays as it was, and nothing is left half written.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full() {
    let mut session = Session::start();
    if !session.mounts_disks() {
        eprintln!("skipped: a user may not mount a disk in memory here");
        return;
    }
    let description = "Much text. ".repeat(1000);
    session.file(
        "large.yaml",
        &format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: '1', \
        description: {description}}}\npaths: {{}}\n"
        ),
    );
    for arguments in [
        "generate pets.yaml --out disk/client",
        "new pets pets.yaml --out disk/pets",
        "generate pets.yaml --crate --out disk/client",
        "new pets-client pets.yaml --out disk/client",
        "bundle large.yaml --out disk/bundle.yaml",
        "diff pets.yaml none.yaml --format html --out disk/diff.html",
        "man --out disk/man",
    ] {
        session.run_with_full_disk(arguments);
    }
    insta::assert_snapshot!(session.transcript());
}
