//! What the command line says.

use std::error::Error;
use std::str::FromStr;

/// What a hand-written enum does with a value it does not know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Other {
    /// Keeps it, as specmill does: `#[serde(untagged)] Other(String)`.
    Text,
    /// Forgets it, which compiles faster: `#[serde(other)] Other`.
    Unit,
}

/// How much to measure. The counts are those of an official OpenAI document, from the first trial.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    pub(crate) structs: usize,
    pub(crate) enums: usize,
    pub(crate) rounds: usize,
    pub(crate) other: Other,
}

impl Options {
    /// Reads `--name value` pairs; `--bench` comes from cargo.
    pub(crate) fn from_arguments(
        mut arguments: impl Iterator<Item = String>,
    ) -> Result<Self, Box<dyn Error>> {
        let mut options = Self { structs: 613, enums: 138, rounds: 3, other: Other::Text };
        while let Some(name) = arguments.next() {
            if name == "--bench" {
                continue;
            }
            let value = arguments.next().ok_or_else(|| format!("`{name}` wants a value"))?;
            match name.as_str() {
                "--structs" => options.structs = count(&value)?,
                "--enums" => options.enums = count(&value)?,
                "--rounds" => options.rounds = count(&value)?,
                "--other" if value == "text" => options.other = Other::Text,
                "--other" if value == "unit" => options.other = Other::Unit,
                _ => return Err(format!("`{name} {value}` is not known").into()),
            }
        }
        Ok(options)
    }
}

fn count(value: &str) -> Result<usize, Box<dyn Error>> {
    match usize::from_str(value) {
        Ok(count) if count > 0 => Ok(count),
        _ => Err(format!("`{value}` is not a number above 0").into()),
    }
}
