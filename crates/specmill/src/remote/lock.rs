//! What URLs held when they were read first: a file beside the document.
//!
//! A line for each URL: the SHA-256 of what was there, the URL, and the one it was redirected to if it was.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use specmill_core::source::Refusal;

use super::cache::replace;

const HEAD: &str =
    "# What specmill read from URLs, by SHA-256. To take a new version, remove its line.\n";

/// The largest lock file that is read, in bytes: 500 long URLs are far less.
const MOST_BYTES: u64 = 1 << 20;

/// What is at a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pin {
    /// Its SHA-256.
    pub(super) hash: String,
    /// The URL after redirects.
    pub(super) found_at: String,
}

/// The lock file of a document.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    pins: BTreeMap<String, Pin>,
}

impl Lock {
    /// Reads the lock file of `document`; an empty one where there is none.
    pub(super) fn beside(document: &Path) -> Result<Self, Refusal> {
        let path = path(document);
        let invalid = |why: String| Refusal {
            code: "invalid-lock",
            message: format!("the lock file `{}` cannot be used: {why}", path.display()),
            help: "restore it, or remove it to pin what is at the URLs now".to_owned(),
        };
        let text = match path.metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(invalid(error.to_string())),
            Ok(metadata) if !metadata.is_file() => {
                return Err(invalid("it is not a file".to_owned()));
            }
            Ok(metadata) if metadata.len() > MOST_BYTES => {
                return Err(invalid(format!("it has more than {MOST_BYTES} bytes")));
            }
            Ok(_) => fs::read_to_string(&path).map_err(|error| invalid(error.to_string()))?,
        };
        let mut pins = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((url, pin)) = pin(line) else {
                return Err(invalid(format!("line {} is not a SHA-256 and a URL", index + 1)));
            };
            pins.insert(url, pin);
        }
        Ok(Self { path, pins })
    }

    pub(super) fn pin(&self, url: &str) -> Option<&Pin> {
        self.pins.get(url)
    }

    /// Pins what is at `url`, and writes the file.
    pub(super) fn add(&mut self, url: &str, found_at: &str, hash: &str) -> Result<(), Refusal> {
        let pin = Pin { hash: hash.to_owned(), found_at: found_at.to_owned() };
        self.pins.insert(url.to_owned(), pin);
        let mut text = HEAD.to_owned();
        for (url, pin) in &self.pins {
            // Writing to a `String` does not fail.
            let _ = write!(text, "{} {url}", pin.hash);
            if pin.found_at != *url {
                let _ = write!(text, " {}", pin.found_at);
            }
            text.push('\n');
        }
        replace(&self.path, text.as_bytes()).map_err(|error| Refusal {
            code: "unwritable-lock",
            message: format!("the lock file `{}` cannot be written: {error}", self.path.display()),
            help:
                "what is read from URLs must be pinned; put the document into a folder that can be \
                   written"
                    .to_owned(),
        })
    }

    /// What is said where a URL has not what it had.
    pub(super) fn changed(&self, url: &str, then: &str, now: &str) -> Refusal {
        Refusal {
            code: "changed-url",
            message: format!(
                "`{url}` has changed: its SHA-256 is {now}, and `{}` has {then}",
                self.path.display()
            ),
            help: "it is not used; look at what changed, then remove its line from that file"
                .to_owned(),
        }
    }
}

/// Where the lock file of `document` is.
pub(super) fn path(document: &Path) -> PathBuf {
    let mut name = document.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    document.with_file_name(name)
}

fn pin(line: &str) -> Option<(String, Pin)> {
    let mut words = line.split_ascii_whitespace();
    let (hash, url) = (words.next()?, words.next()?);
    let found_at = words.next().unwrap_or(url).to_owned();
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let pin = Pin { hash: hash.to_ascii_lowercase(), found_at };
    (is_hash && words.next().is_none()).then(|| (url.to_owned(), pin))
}
