//! The README of a package, and how it calls itself.

use std::fmt::{self, Display, Formatter};

use specmill_core::diagnostics::one_line;

use super::EVERY_TAG;
use super::features::Features;

/// Characters of a title that are shown.
const MOST_CHARS: usize = 100;

/// What a package is, in one line.
pub(super) fn description(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = match title.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title,
    };
    let title = one_line(&title);
    if title.is_empty() { "A client".to_owned() } else { format!("A client of {title}") }
}

/// Plain text as Markdown that shows it.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii_punctuation() && !matches!(char, '.' | ',' | '\'' | '"' | '/' | '-') {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    // No address becomes a link.
    escaped.replace("//", "/\\/").replace("www.", "www\\.")
}

/// What a README tells of.
pub(super) struct Readme<'a> {
    pub(super) package: &'a str,
    pub(super) title: &'a str,
    pub(super) document: &'a str,
    pub(super) is_code_in_tree: bool,
    pub(super) command: &'a str,
    pub(super) features: &'a Features,
    pub(super) first_call: Option<&'a str>,
    pub(super) operations: usize,
}

impl Display for Readme<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let operations = match self.operations {
            1 => "1 operation".to_owned(),
            many => format!("{many} operations"),
        };
        write!(
            f,
            "# {}\n\n{} in Rust: {operations}. [specmill](https://crates.io/crates/specmill) generates it from\n\
             `{}`",
            self.package,
            markdown(&description(self.title)),
            self.document,
        )?;
        match self.is_code_in_tree {
            true => writeln!(f, " into `src/generated.rs` and below.\n")?,
            false => writeln!(f, " whenever it is built: `cargo build`.\n")?,
        }
        self.first_call(f)?;
        self.features(f)?;
        self.changes(f)
    }
}

impl Readme<'_> {
    fn first_call(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Some(call) = self.first_call else { return Ok(()) };
        writeln!(f, "## A call\n\n```toml\n[dependencies]")?;
        writeln!(f, "{} = {{ path = \"../{0}\" }}", self.package)?;
        writeln!(f, "tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}")?;
        writeln!(f, "```\n\n```rust,no_run")?;
        writeln!(f, "#[tokio::main]")?;
        writeln!(f, "async fn main() -> Result<(), Box<dyn std::error::Error>> {{")?;
        for line in call.lines() {
            writeln!(f, "{}", format!("    {line}").trim_end())?;
        }
        writeln!(f, "    Ok(())\n}}\n```\n")?;
        writeln!(f, "`cargo doc --open` shows every operation, with an example of its call.\n")
    }

    fn features(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "## Features\n")?;
        if !self.is_code_in_tree {
            writeln!(
                f,
                "A tag of the document has a feature of its name, and `{EVERY_TAG}`, which is on by default, has all of \
                 them.\nWho needs a few compiles less: `default-features = false, features = [{}\"reqwest\", \"ring\"]`.\n",
                self.features
                    .tags
                    .first()
                    .map(|(name, _)| format!("\"{name}\", "))
                    .unwrap_or_default(),
            )?;
        }
        writeln!(
            f,
            "`blocking` is for code without async, `test-util` has a mock of the API for tests{}. The others are in \
             `Cargo.toml`.\n",
            if self.features.has_webhooks {
                ", `webhooks` verifies what the server sends"
            } else {
                ""
            }
        )
    }

    fn changes(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "## When the API changes\n")?;
        match self.is_code_in_tree {
            true => writeln!(
                f,
                "Change `{}` and run this here; with `--check` it says whether the code is what the document gives,\n\
                 and writes nothing:\n\n```sh\n{}\n```\n",
                self.document, self.command
            )?,
            false => writeln!(f, "Change `{}` and build.\n", self.document)?,
        }
        writeln!(
            f,
            "`cargo test` fails where callers will notice: `cargo insta review` shows each public item that came, \
             went or changed,\nand takes it. `specmill diff OLD NEW` says which of it breaks callers."
        )
    }
}
