//! What the command line asks for.

use std::time::Duration;

/// What is measured, and up to where.
pub(crate) struct Options {
    /// Words of the names of shapes; every shape where there are none.
    words: Vec<String>,
    /// Only the names are printed.
    pub(crate) list: bool,
    /// At the size that hurt, and at no other.
    pub(crate) issue: bool,
    /// The time after which a process is stopped.
    pub(crate) time: Duration,
    /// The memory beyond which a process is stopped.
    pub(crate) kibibytes: u64,
    /// How often each is measured.
    pub(crate) rounds: usize,
}

impl Options {
    pub(crate) fn from_arguments(
        mut arguments: impl Iterator<Item = String>,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let mut options = Self {
            words: Vec::new(),
            list: false,
            issue: false,
            time: Duration::from_secs(60),
            kibibytes: 4096 * 1024,
            rounds: 3,
        };
        while let Some(argument) = arguments.next() {
            let mut number = || -> Result<u64, Box<dyn std::error::Error>> {
                let text = arguments.next().ok_or(format!("`{argument}` wants a number"))?;
                match text.parse() {
                    Ok(0) | Err(_) => Err(format!("`{argument}` wants a number above 0").into()),
                    Ok(number) => Ok(number),
                }
            };
            match argument.as_str() {
                "--bench" => {}
                "--list" => options.list = true,
                "--issue" => options.issue = true,
                "--seconds" => options.time = Duration::from_secs(number()?),
                "--mebibytes" => options.kibibytes = number()?.saturating_mul(1024),
                "--rounds" => options.rounds = usize::try_from(number()?)?,
                option if option.starts_with('-') => {
                    return Err(format!("there is no option `{option}`").into());
                }
                _ => options.words.push(argument),
            }
        }
        Ok(options)
    }

    pub(crate) fn takes(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word.as_str()))
    }
}
