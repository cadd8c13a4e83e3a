//! One document in a process of its own, which may run out of its time, its memory or its stack.

use std::error::Error;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use specmill::Generator;

use crate::options::Options;

/// The variable that makes this program the one that renders; the document's path.
pub(crate) const DOCUMENT: &str = "GROWTH_DOCUMENT";

/// How often a process is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// What rendering one document used.
#[derive(Clone, Debug)]
pub(crate) struct Cost {
    /// User and system time, of all threads.
    pub(crate) cpu_microseconds: i64,
    /// The most memory the process had at one time.
    pub(crate) peak_kibibytes: u64,
    /// The text of the client.
    pub(crate) output_bytes: usize,
    /// The codes of what was said; `ok` where nothing was.
    pub(crate) outcome: String,
}

/// Renders the document at `path` and prints what it used, for [`measure`].
pub(crate) fn render(path: &Path) -> Result<(), Box<dyn Error>> {
    let before = cpu_microseconds()?;
    let rendered = Generator::new(path).render();
    let cpu = cpu_microseconds()? - before;
    let (bytes, diagnostics) = match &rendered {
        Ok(output) => {
            (output.files().iter().map(|file| file.text.len()).sum(), output.diagnostics())
        }
        Err(error) => (0, error.diagnostics()),
    };
    let mut codes: Vec<&str> = diagnostics.iter().map(|found| found.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    let outcome = if codes.is_empty() { "ok".to_owned() } else { codes.join(" ") };
    println!("{cpu} {} {bytes} {outcome}", peak_kibibytes()?);
    Ok(())
}

fn cpu_microseconds() -> Result<i64, Box<dyn Error>> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    Ok((usage.user_time() + usage.system_time()).num_microseconds())
}

/// `ru_maxrss` would count what the process was before it became this program.
fn peak_kibibytes() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    in_kibibytes(&status, "VmHWM:").ok_or_else(|| "there is no VmHWM in /proc/self/status".into())
}

fn in_kibibytes(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Renders the document at `path` in a process of its own; the error is what became of that.
pub(crate) fn measure(
    path: &Path,
    options: &Options,
) -> Result<Result<Cost, String>, Box<dyn Error>> {
    let mut child = Command::new(std::env::current_exe()?)
        .env(DOCUMENT, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    match watch(&mut child, options)? {
        Ok(status) if status.success() => {
            let output = child.wait_with_output()?;
            let text = String::from_utf8(output.stdout)?;
            let cost = parse(&text).ok_or_else(|| format!("`{text}` is no measurement"))?;
            Ok(Ok(cost))
        }
        Ok(status) => Ok(Err(ended(status))),
        Err(reason) => {
            child.kill()?;
            child.wait()?;
            Ok(Err(reason))
        }
    }
}

fn watch(
    child: &mut Child,
    options: &Options,
) -> Result<Result<ExitStatus, String>, Box<dyn Error>> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Ok(status));
        }
        if started.elapsed() > options.time {
            return Ok(Err(format!("over {} s", options.time.as_secs())));
        }
        // It may have ended since.
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        if in_kibibytes(&status, "VmRSS:").is_some_and(|kibibytes| kibibytes > options.kibibytes) {
            return Ok(Err(format!("over {} MiB", options.kibibytes / 1024)));
        }
        sleep(LOOK);
    }
}

fn ended(status: ExitStatus) -> String {
    match status.signal() {
        // SIGABRT, which is how Rust ends a program whose stack is full.
        Some(6) => "stack overflow".to_owned(),
        Some(signal) => format!("signal {signal}"),
        None => "panic".to_owned(),
    }
}

fn parse(line: &str) -> Option<Cost> {
    let mut words = line.trim().splitn(4, ' ');
    Some(Cost {
        cpu_microseconds: words.next()?.parse().ok()?,
        peak_kibibytes: words.next()?.parse().ok()?,
        output_bytes: words.next()?.parse().ok()?,
        outcome: words.next()?.to_owned(),
    })
}
