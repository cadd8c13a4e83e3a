//! The program that is made of a client, asked line by line.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::settled::Settled;

/// What became of an instance.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Strict decoding takes it, and it is given back as it was.
    Exact,
    /// Strict decoding refuses it for this; lenient decoding gives it back as it was.
    Drift(String),
    /// It is given back as this, and what strict decoding said.
    Lossy(String, String),
    /// Lenient decoding refuses it for this.
    Failed(String),
}

/// A program that decodes and encodes values of the types of one client.
pub(crate) struct Driver {
    program: PathBuf,
    settled: Settled,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Driver {
    /// The one at this path, of this client. It is started when it is first asked.
    pub(crate) fn new(program: &Path, settled: Settled) -> Self {
        Self { program: program.to_owned(), settled, running: None }
    }

    /// What the type of this component makes of `value`.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub(crate) fn outcome(&mut self, component: &str, value: &Value) -> Result<Outcome, String> {
        let strict = self.ask("strict", component, value)?;
        let refused = match strict {
            Ok(written) if self.settled.is_same(component, &written, value) => {
                return Ok(Outcome::Exact);
            }
            Ok(written) => return Ok(Outcome::Lossy(written.to_string(), String::new())),
            Err(refused) => refused,
        };
        Ok(match self.ask("lenient", component, value)? {
            Ok(written) if self.settled.is_same(component, &written, value) => {
                Outcome::Drift(refused)
            }
            Ok(written) => Outcome::Lossy(written.to_string(), refused),
            Err(error) => Outcome::Failed(error),
        })
    }

    /// Whether strict decoding refuses `value`.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub(crate) fn refuses(&mut self, component: &str, value: &Value) -> Result<bool, String> {
        Ok(self.ask("strict", component, value)?.is_err())
    }

    /// What comes back of `value`, or why it is refused.
    fn ask(
        &mut self,
        how: &str,
        component: &str,
        value: &Value,
    ) -> Result<Result<Value, String>, String> {
        if self.running.is_none() {
            self.running = Some(Running::start(&self.program)?);
        }
        let Some(running) = &mut self.running else { return Err("it does not run".to_owned()) };
        // A name may have tabs and ends of lines.
        let component = component.escape_default();
        match running.ask(&format!("{how}\t{component}\t{value}\n")) {
            Some(answer) => Ok(answer),
            None => {
                // It has ended, as by a stack overflow: the next one is asked of a new one.
                self.running = None;
                Ok(Err("the process ended".to_owned()))
            }
        }
    }
}

impl Running {
    fn start(program: &Path) -> Result<Self, String> {
        let shown = program.display();
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{shown} cannot be started: {error}"))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => {
                Ok(Self { child, input, output: BufReader::new(output) })
            }
            _ => Err(format!("{shown} cannot be asked")),
        }
    }

    /// The answer to `line`. `None` where the program ends instead.
    fn ask(&mut self, line: &str) -> Option<Result<Value, String>> {
        self.input.write_all(line.as_bytes()).ok()?;
        self.input.flush().ok()?;
        let mut answer = String::new();
        self.output.read_line(&mut answer).ok().filter(|length| *length > 0)?;
        let (how, text) = answer.trim_end().split_once('\t')?;
        Some(match how {
            "read" => {
                serde_json::from_str(text).map_err(|error| format!("no JSON: {error}: {text}"))
            }
            _ => Err(text.to_owned()),
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It waits for the next line, which will not come.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
