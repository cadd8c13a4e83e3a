//! What the command does with each document. Reading and judging run in a process of their own, since
//! a document that ends it must not cost the others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;

use clap::ValueEnum;
use specmill_fidelity::judge::{Settings, judge};
use specmill_fidelity::report::Report;
use specmill_fidelity::{Crates, generate};

use crate::Options;
use crate::random::{Choices, document};

/// Bytes of stack that a step runs with: as the generator's own.
const STACK: usize = 64 << 20;

/// A step of one document.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Step {
    /// Write the crate.
    Generate,
    /// Take instances through it.
    Judge,
}

impl Step {
    fn word(self) -> &'static str {
        match self {
            Step::Generate => "generate",
            Step::Judge => "judge",
        }
    }
}

/// Runs one step; what it says goes to the standard output, as JSON or as words.
pub(crate) fn run(step: Step, options: &Options) -> ExitCode {
    let options = options.clone();
    let work = move || one(step, &options);
    let done = thread::Builder::new().stack_size(STACK).spawn(work).map(thread::JoinHandle::join);
    let done = match done {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err("it panics".to_owned()),
        Err(error) => Err(error.to_string()),
    };
    match done {
        Ok(said) => {
            print!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn one(step: Step, options: &Options) -> Result<String, String> {
    let crates = Crates::default();
    let spec = options.specs.first().ok_or("a step is about one document")?;
    let name = options.crate_name.as_deref().ok_or("a step is about one crate")?;
    let folder = crates.folder(name);
    match step {
        Step::Generate => generate::generate(spec, name, &folder).map(|()| String::new()),
        Step::Judge => {
            let settings = Settings {
                instances: options.instances,
                seed: options.seed,
                schema: options.schema.clone(),
            };
            let report = judge(spec, &folder, &crates.program(name), &settings)?;
            serde_json::to_string(&report).map_err(|error| error.to_string())
        }
    }
}

/// A document with the crate that it becomes.
struct Subject {
    path: PathBuf,
    shown: String,
    name: String,
}

/// Every step of every document.
pub(crate) fn all(options: &Options) -> Result<Vec<Report>, String> {
    let mut specs = options.specs.clone();
    if let Some(seeds) = &options.random {
        specs.extend(random_documents(seeds)?);
    }
    let subjects = subjects(&specs)?;
    let crates = Crates::default();
    let mut faults = Vec::new();
    for subject in &subjects {
        faults.push(child(Step::Generate, subject, options).err());
    }
    let written = subjects.iter().zip(&faults).filter(|(_, fault)| fault.is_none());
    let names: Vec<&str> = written.map(|(subject, _)| subject.name.as_str()).collect();
    let said = if names.is_empty() { String::new() } else { crates.build(&names, options.jobs)? };
    let mut reports = Vec::new();
    for (subject, fault) in subjects.iter().zip(faults) {
        let done = match fault {
            Some(fault) => Err(fault),
            None if !crates.program(&subject.name).is_file() => {
                Err(format!("its client does not compile:\n{said}"))
            }
            None => child(Step::Judge, subject, options).and_then(|text| {
                serde_json::from_str::<Report>(&text).map_err(|error| error.to_string())
            }),
        };
        reports.push(match done {
            Ok(report) => Report { document: subject.shown.clone(), ..report },
            Err(error) => Report::failed(&subject.shown, error),
        });
    }
    Ok(reports)
}

/// Runs this command again, for one step of one document.
fn child(step: Step, subject: &Subject, options: &Options) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.args(["--step", step.word(), "--crate-name", &subject.name]);
    command.arg("--instances").arg(options.instances.to_string());
    command.arg("--seed").arg(options.seed.to_string());
    if let Some(schema) = &options.schema {
        command.arg("--schema").arg(schema);
    }
    let output =
        command.arg("--").arg(&subject.path).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let how = match output.status.code() {
        Some(_) => String::new(),
        None => format!(": the process ends ({})", output.status),
    };
    Err(format!("cannot {}{how}: {said}", step.word()))
}

/// Documents of 40 schemas and 14 operations, as `specmill-random` compiles them.
fn random_documents(seeds: &str) -> Result<Vec<PathBuf>, String> {
    let range = seeds
        .split_once("..")
        .and_then(|(first, end)| Some(first.parse::<u64>().ok()?..end.parse::<u64>().ok()?));
    let range = range.ok_or_else(|| format!("`{seeds}` is no range of seeds: `0..4` is one"))?;
    let crates = Crates::default();
    let mut paths = Vec::new();
    for seed in range {
        let path = crates.random(&format!("seed-{seed}.json"));
        let text = document(&mut Choices::seeded(seed, 6_000), 40, 14).to_string();
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text)).map_err(|error| unread(&path, &error))?;
        paths.push(path);
    }
    Ok(paths)
}

/// The documents that are named, and those in folders that are, by name.
fn subjects(specs: &[PathBuf]) -> Result<Vec<Subject>, String> {
    let mut paths = Vec::new();
    for spec in specs {
        if spec.is_dir() {
            let entries = fs::read_dir(spec).map_err(|error| unread(spec, &error))?;
            let mut inside: Vec<PathBuf> =
                entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
            inside.sort();
            paths.extend(inside.into_iter().filter_map(|path| document_at(&path)));
        } else {
            paths.push(spec.clone());
        }
    }
    let mut known = BTreeSet::new();
    let mut subjects = Vec::new();
    for path in paths {
        let absolute = path.canonicalize().map_err(|error| unread(&path, &error))?;
        if !known.insert(absolute.clone()) {
            continue;
        }
        let shown = shown(&path);
        let word: String =
            shown.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let number = hash([absolute.to_string_lossy().as_ref()].into_iter());
        subjects.push(Subject { path: absolute, shown, name: format!("f-{word}-{number:016x}") });
    }
    Ok(subjects)
}

fn unread(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// `path`, if it is a document or the folder of one: `spec.yaml` in it, or `openapi.yaml`.
fn document_at(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        let names = ["spec.yaml", "openapi.yaml", "api.yaml"];
        return names.iter().map(|name| path.join(name)).find(|path| path.is_file());
    }
    let extension = path.extension()?.to_str()?;
    let beside = path.with_extension("yaml");
    // JSON beside a document of its name is about that one.
    let is_document = match extension {
        "yaml" | "yml" => true,
        "json" => !beside.is_file(),
        _ => false,
    };
    is_document.then(|| path.to_owned())
}

/// The name of a document, with its folder where that is all that tells it from others.
fn shown(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    match stem.as_ref() {
        "spec" | "openapi" | "api" if !folder.is_empty() => folder.into_owned(),
        _ => stem.into_owned(),
    }
}

/// FNV-1a, which is the same on every machine.
fn hash<'a>(texts: impl Iterator<Item = &'a str>) -> u64 {
    texts.flat_map(str::bytes).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
