//! The command line.

use std::path::PathBuf;
use std::time::Duration;

/// What is to be done, and up to where.
pub(super) struct Options {
    pub(super) task: Task,
    /// How long to go on.
    pub(super) time: Duration,
    /// How many documents to go on for.
    pub(super) documents: u64,
    /// The first seed.
    pub(super) seed: u64,
    /// How many documents are checked at a time.
    pub(super) processes: u64,
    /// How long one document may take.
    pub(super) timeout: Duration,
    /// How much memory a process may have.
    pub(super) kibibytes: u64,
    /// Where documents that fail are written.
    pub(super) artifacts: PathBuf,
}

pub(super) enum Task {
    Run,
    /// What a run starts: every `step`th seed from `first` on, each told in the file `log`.
    Work {
        first: u64,
        step: u64,
        log: PathBuf,
    },
    /// One seed, in this process.
    Only(u64),
    /// The document in a file, in this process.
    File(PathBuf),
}

impl Options {
    pub(super) fn from_arguments(
        mut arguments: impl Iterator<Item = String>,
    ) -> Result<Self, String> {
        let mut options = Self {
            task: Task::Run,
            time: Duration::from_secs(60),
            documents: u64::MAX,
            seed: 1,
            processes: 1,
            timeout: Duration::from_secs(5),
            kibibytes: 512 << 10,
            artifacts: concat!(env!("CARGO_MANIFEST_DIR"), "/artifacts").into(),
        };
        while let Some(argument) = arguments.next() {
            let mut text =
                || arguments.next().ok_or_else(|| format!("`{argument}` wants a value after it"));
            let number = |text: String| {
                text.parse::<u64>()
                    .map_err(|_| format!("`{argument}` wants a number, not `{text}`"))
            };
            match argument.as_str() {
                "--seconds" => options.time = Duration::from_secs(number(text()?)?),
                "--documents" => options.documents = number(text()?)?,
                "--seed" => options.seed = number(text()?)?,
                "--processes" => options.processes = number(text()?)?.max(1),
                "--timeout" => options.timeout = Duration::from_secs(number(text()?)?),
                "--mebibytes" => options.kibibytes = number(text()?)?.saturating_mul(1024),
                "--artifacts" => options.artifacts = text()?.into(),
                "--only" => options.task = Task::Only(number(text()?)?),
                "--file" => options.task = Task::File(text()?.into()),
                "--work" => {
                    let (first, step) = (number(text()?)?, number(text()?)?);
                    options.task = Task::Work { first, step, log: text()?.into() };
                }
                _ => return Err(format!("there is no option `{argument}`")),
            }
        }
        Ok(options)
    }
}
