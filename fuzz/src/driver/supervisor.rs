//! Workers, watched.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::Make;
use super::options::Options;
use super::worker::{LOG_BYTES, document};

/// How often workers are looked at.
const LOOK: Duration = Duration::from_millis(100);

/// How often is told how far it is.
const TELL: Duration = Duration::from_secs(60);

/// What a worker has to read what its target reads once, before the first document.
const START: Duration = Duration::from_secs(120);

/// Of what fails for one reason, so many documents are written.
const MOST_KEPT: usize = 3;

/// Runs workers until the time or the number of documents is over; whether all was well.
pub(super) fn run(name: &str, make: Make, options: &Options) -> io::Result<bool> {
    let directory = tempfile::tempdir()?;
    let mut workers = (0..options.processes)
        .map(|at| Worker::start(directory.path().join(at.to_string()), options.seed + at, options))
        .collect::<io::Result<Vec<_>>>()?;
    let mut failures = Failures { name, make, options, found: BTreeMap::new() };
    let started = Instant::now();
    let mut told = started;
    loop {
        sleep(LOOK);
        for worker in &mut workers {
            if let Some(reason) = worker.failed(options)? {
                failures.note(worker.seed, &reason)?;
                worker.restart(options)?;
            }
        }
        let documents: u64 = workers.iter().map(|worker| worker.before + worker.done).sum();
        let is_over = started.elapsed() >= options.time || documents >= options.documents;
        if is_over || told.elapsed() >= TELL {
            told = Instant::now();
            let (seconds, failed) = (started.elapsed().as_secs(), failures.found.len());
            println!("{name}: {documents} documents in {seconds} s, {failed} kinds of failures");
        }
        if is_over {
            workers.iter_mut().try_for_each(Worker::stop)?;
            failures.tell();
            return Ok(failures.found.is_empty());
        }
    }
}

/// A process that checks documents.
struct Worker {
    child: Child,
    log: PathBuf,
    /// The seed of the document that it is at, and since when it is.
    seed: u64,
    since: Instant,
    has_begun: bool,
    /// Documents done by this process, and by those before it.
    done: u64,
    before: u64,
}

impl Worker {
    fn start(log: PathBuf, seed: u64, options: &Options) -> io::Result<Self> {
        let child = spawn(&log, seed, options)?;
        let since = Instant::now();
        Ok(Self { child, log, seed, since, has_begun: false, done: 0, before: 0 })
    }

    /// Goes on after the document that failed, which counts as done.
    fn restart(&mut self, options: &Options) -> io::Result<()> {
        self.before += self.done + 1;
        self.done = 0;
        self.has_begun = false;
        self.seed = self.seed.wrapping_add(options.processes);
        self.child = spawn(&self.log, self.seed, options)?;
        self.since = Instant::now();
        Ok(())
    }

    fn stop(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(|_| ())
    }

    /// Why the worker did not survive its document, if so; it is stopped then.
    fn failed(&mut self, options: &Options) -> io::Result<Option<String>> {
        let ended = self.child.try_wait()?;
        self.read_log()?;
        if let Some(status) = ended {
            let said = fs::read_to_string(self.log.with_extension("said"))?;
            if !self.has_begun {
                return Err(io::Error::other(format!("no document is begun: {}", said.trim())));
            }
            return Ok(Some(reason(status, &said)));
        }
        let longest = if self.has_begun { options.timeout } else { START };
        let reason = if self.since.elapsed() > longest {
            format!("over {} s", longest.as_secs())
        } else if resident_kibibytes(self.child.id()).is_some_and(|it| it > options.kibibytes) {
            format!("over {} MiB", options.kibibytes / 1024)
        } else {
            return Ok(None);
        };
        self.stop()?;
        Ok(Some(reason))
    }

    fn read_log(&mut self) -> io::Result<()> {
        let entry = fs::read(&self.log)?;
        let number = |range: std::ops::Range<usize>| {
            entry.get(range).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes)
        };
        if let (Some(seed), Some(done)) = (number(0..8), number(8..LOG_BYTES)) {
            if !self.has_begun || (seed, done) != (self.seed, self.done) {
                self.since = Instant::now();
            }
            self.has_begun = true;
            (self.seed, self.done) = (seed, done);
        }
        Ok(())
    }
}

fn spawn(log: &Path, seed: u64, options: &Options) -> io::Result<Child> {
    File::create(log)?;
    Command::new(env::current_exe()?)
        .args(["--work", &seed.to_string(), &options.processes.to_string()])
        .arg(log)
        .env("RUST_BACKTRACE", "0")
        .stderr(File::create(log.with_extension("said"))?)
        .spawn()
}

/// The memory a process has, where `/proc` tells.
fn resident_kibibytes(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Why a worker ended: what it said, the numbers in it left out, so that the same fault is one.
fn reason(status: ExitStatus, said: &str) -> String {
    if said.contains("overflowed its stack") {
        return "stack overflow".to_owned();
    }
    let Some((_, panic)) = said.split_once("panicked at ") else {
        return match status.signal() {
            Some(signal) => format!("signal {signal}"),
            None => format!("ended by itself: {}", said.trim()),
        };
    };
    let panic = panic.split("note: run with").next().unwrap_or(panic);
    panic.lines().take(2).collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

/// What failed, by reason.
struct Failures<'a> {
    name: &'a str,
    make: Make,
    options: &'a Options,
    found: BTreeMap<String, Vec<u64>>,
}

impl Failures<'_> {
    fn note(&mut self, seed: u64, reason: &str) -> io::Result<()> {
        // Where it panicked is the reason; what it says differs with the document.
        let key = match reason.split_once(": ") {
            Some((place, _)) if place.contains(".rs:") => place.to_owned(),
            _ => reason.to_owned(),
        };
        let seeds = self.found.entry(key).or_default();
        seeds.push(seed);
        if seeds.len() > MOST_KEPT {
            return Ok(());
        }
        let made = document(self.make, seed);
        let folder = self.options.artifacts.join(format!("{}-{seed}", self.name));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("api.json"), &made.document)?;
        if let Some(overlay) = &made.overlay {
            fs::write(folder.join("overlay.yaml"), overlay)?;
        }
        println!("seed {seed}: {reason}\n    {}", folder.join("api.json").display());
        Ok(())
    }

    fn tell(&self) {
        for (reason, seeds) in &self.found {
            println!("{} times, seed {} first: {reason}", seeds.len(), seeds[0]);
        }
    }
}
