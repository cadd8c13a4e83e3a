//! What `specmill diff` says of a change, against what compilers say of it: each kind of change as a
//! pair of documents, with a caller that was written for the first one's client.
//!
//! The caller is compiled against both clients; against the new one it must fail exactly where the
//! change is said to break. Where cargo-semver-checks is installed, it compares the two clients as
//! well, and must say the same, but for what it does not look at, which each pair says of itself. What each
//! does to programs that go on running is a snapshot.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

#[allow(dead_code, reason = "`tests/beginners` asks for the rest")]
mod compiler;
mod pair;
mod pairs;
mod semver_checks;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread;

use specmill::changes::{Changes, VersionPart};
use specmill::surface::Surface;
use specmill::{Dates, Generator, Outline};

use compiler::Compiler;
use pair::{Pair, Seen};
use semver_checks::SemverChecks;

/// A generated client, in a folder of its own.
struct Client {
    outline: Outline,
    surface: Surface,
    folder: PathBuf,
}

impl Client {
    /// The client of `document`, whose crate is called `zoo`.
    fn generate(document: &str, folder: PathBuf) -> Self {
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("zoo.yaml");
        fs::write(&path, document).unwrap();
        let generator = Generator::new(&path).dates(Dates::Text).out_dir(&folder);
        let output = generator.render().unwrap();
        let said = output.diagnostics().to_string();
        assert!(output.diagnostics().is_empty(), "{}: {said}", folder.display());
        generator.write(&output).unwrap();
        fs::write(folder.join("lib.rs"), "include!(\"zoo.rs\");\n").unwrap();
        Self { outline: output.outline().clone(), surface: output.surface(), folder }
    }
}

/// Every client: the old one, which all pairs share, and the new one of each pair.
struct Clients {
    old: Client,
    new: Vec<(&'static Pair, Client)>,
}

fn clients() -> &'static Clients {
    static CLIENTS: OnceLock<Clients> = OnceLock::new();
    CLIENTS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let client = |name: &str, document: &str| Client::generate(document, folder.join(name));
        let new =
            pairs::all().into_iter().map(|pair| (pair, client(pair.name, &pair.new_document())));
        Clients { old: client("old", Pair::old_document()), new: new.collect() }
    })
}

/// What `check` finds wrong with any pair, all pairs taken on by as many threads as there are cores.
fn faults(check: impl Fn(&Pair, &Client) -> Result<(), String> + Sync) -> Vec<String> {
    let (next, faults) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let pairs = &clients().new;
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((pair, client)) = pairs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(fault) = check(pair, client) {
                        faults.lock().unwrap().push(format!("{}: {fault}", pair.name));
                    }
                }
            });
        }
    });
    faults.into_inner().unwrap()
}

#[track_caller]
fn assert_none(mut faults: Vec<String>) {
    faults.sort();
    assert!(faults.is_empty(), "{} of them:\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn there_are_many_kinds_of_change() {
    let names: BTreeSet<&str> = pairs::all().iter().map(|pair| pair.name).collect();
    assert_eq!(names.len(), pairs::all().len(), "two pairs have one name");
    assert!(names.len() >= 40, "{}", names.len());
    let part = |part| pairs::all().iter().filter(|pair| pair.raises == part).count();
    for raised in [VersionPart::Major, VersionPart::Minor, VersionPart::Patch] {
        assert!(part(raised) >= 10, "{raised}: {}", part(raised));
    }
}

#[test]
fn diff_says_what_each_pair_says() {
    let old = &clients().old.surface;
    assert_none(faults(|pair, client| {
        let changes = Changes::between(old, &client.surface);
        assert_eq!(changes.breaks(), changes.raises() == VersionPart::Major);
        if changes.raises() == pair.raises {
            return Ok(());
        }
        Err(format!("{} where {} is due:\n{changes}", changes.raises(), pair.raises))
    }));
}

/// Most of what breaks code is not noticed by what runs, and the other way round.
#[test]
fn running_programs_notice_what_travels_differently() {
    let mut text = String::new();
    for (pair, client) in &clients().new {
        let changes = client.outline.wire_changes_since(&clients().old.outline);
        let raises = pair.raises;
        text.push_str(&format!("{} ({raises})\n", pair.name));
        let changes = changes.items.iter().flat_map(|item| {
            item.changes.iter().map(|it| format!("    {} {}: {}\n", it.effect, item.name, it.text))
        });
        text.extend(changes);
    }
    insta::assert_snapshot!("wire", text);
}

#[test]
fn callers_compile_unless_something_breaks() {
    let clients = clients();
    let compiler = Compiler::new();
    compiler.library("zoo", &clients.old.folder).unwrap();
    assert_none(faults(|pair, client| {
        compiler.library("zoo", &client.folder)?;
        let caller = client.folder.join("caller.rs");
        fs::write(&caller, caller_source(pair)).unwrap();
        compiler
            .caller(&caller, &clients.old.folder)
            .map_err(|said| format!("the caller does not compile with the old client:\n{said}"))?;
        let fails = pair.breaks() && !matches!(pair.seen, Seen::AtRunTime(_));
        match (compiler.caller(&caller, &client.folder), fails) {
            (Ok(()), true) => Err("the caller compiles, although it breaks".to_owned()),
            (Err(said), false) => Err(format!("the caller does not compile:\n{said}")),
            _ => Ok(()),
        }
    }));
}

fn caller_source(pair: &Pair) -> String {
    format!(
        "#![allow(unused, deprecated)]\n\
         use specmill_runtime::{{http, json}};\n\
         use zoo::{{Client, types::*}};\n\
         pub async fn caller(client: &Client) -> Result<(), http::Error> {{\n{}\nOk(())\n}}\n",
        pair.caller
    )
}

#[test]
fn cargo_semver_checks_says_the_same() {
    let Some(tool) = SemverChecks::installed() else {
        println!("skipped: `cargo install cargo-semver-checks --locked` to run it");
        return;
    };
    let clients = clients();
    let compiler = Compiler::new();
    let old = compiler.documentation(&clients.old.folder).unwrap();
    let same = tool.raises(&old, &old).unwrap();
    assert_eq!(same, VersionPart::Patch, "a client differs from itself");
    assert_none(faults(|pair, client| {
        let new = compiler.documentation(&client.folder)?;
        let said = tool.raises(&old, &new)?;
        check_verdict(pair, said)
    }));
}

/// The tool counts what breaks and what is deprecated; for what is only new it has no lint that counts.
fn check_verdict(pair: &Pair, said: VersionPart) -> Result<(), String> {
    let (fits, due) = match (&pair.seen, pair.raises) {
        (Seen::ByAll, VersionPart::Minor) => (said <= VersionPart::Minor, "minor or nothing"),
        (Seen::ByAll, VersionPart::Patch) => (said == VersionPart::Patch, "nothing"),
        (Seen::ByAll, VersionPart::Major) => (said == VersionPart::Major, "major"),
        (Seen::ByCallersOnly(reason) | Seen::AtRunTime(reason), _) => {
            (said < VersionPart::Major, *reason)
        }
    };
    if fits { Ok(()) } else { Err(format!("it says {said}, where this is due: {due}")) }
}
