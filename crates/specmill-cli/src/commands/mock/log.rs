//! What was asked, a line each.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clap::ValueEnum;
use serde_json::{Value, json};
use specmill_core::diagnostics::one_line;
use specmill_mock::{Exchange, MockServer};

use crate::terminal::print_line;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Status, method, path, operation and time; then what was wrong, and how to mend it
    Text,
    /// An object in a line: `status`, `method`, `target`, `operation`, `milliseconds`, `fault`, `help`, …
    Json,
}

impl Format {
    /// The first line.
    pub(super) fn started(self, server: &MockServer, operations: usize) -> String {
        let url = server.url();
        match self {
            Format::Text if operations == 1 => format!("{url} answers for 1 operation"),
            Format::Text => format!("{url} answers for {operations} operations"),
            Format::Json => {
                let started =
                    json!({"url": url, "page": server.page_url(), "operations": operations});
                in_a_line(&started)
            }
        }
    }

    fn line(self, exchange: &Exchange) -> String {
        let Exchange { method, reply, time, .. } = exchange;
        let (status, target) = (reply.response.status().as_u16(), &reply.target);
        match self {
            Format::Text => {
                let operation = reply.operation.as_deref().unwrap_or("-");
                let time = milliseconds(*time);
                let mut line = format!("{status} {method} {target} {operation} {time} ms");
                if let Some(fault) = &reply.fault {
                    line.push_str(&format!(": {fault}"));
                }
                if let Some(help) = &reply.help {
                    line.push_str(&format!(" (help: {help})"));
                }
                for warning in &reply.warnings {
                    line.push_str(&format!(" (warning: {warning})"));
                }
                line
            }
            Format::Json => in_a_line(&json!({
                "status": status,
                "method": method,
                "target": target,
                "operation": reply.operation,
                "milliseconds": milliseconds(*time),
                "fault": reply.fault,
                "help": reply.help,
                "simulated": reply.is_simulated,
                "warnings": reply.warnings,
            })),
        }
    }
}

/// JSON in which nothing has to be escaped for a terminal: that would not be JSON.
fn in_a_line(value: &Value) -> String {
    let mut line = String::new();
    for char in value.to_string().chars() {
        let text = char.to_string();
        if one_line(&text) == text {
            line.push(char);
        } else {
            let mut units = [0; 2];
            for unit in char.encode_utf16(&mut units) {
                line.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    line
}

/// To a tenth.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

/// The log, and counts of what was in it.
#[derive(Clone)]
pub(super) struct Log {
    format: Format,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    requests: AtomicU64,
    faulty: AtomicU64,
    simulated: AtomicU64,
}

impl Log {
    pub(super) fn new(format: Format) -> Self {
        Self { format, counts: Arc::default() }
    }

    pub(super) fn show(&self, exchange: &Exchange) {
        self.counts.requests.fetch_add(1, Ordering::Relaxed);
        if exchange.reply.is_simulated {
            self.counts.simulated.fetch_add(1, Ordering::Relaxed);
        } else if exchange.reply.fault.is_some() {
            self.counts.faulty.fetch_add(1, Ordering::Relaxed);
        }
        print_line(&self.format.line(exchange));
    }

    /// The last line, for people.
    pub(super) fn end(&self) {
        let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let requests = count(&self.counts.requests);
        if self.format == Format::Text {
            print_line(&format!(
                "stopped after {requests} request{}: {} with a fault, {} failed by chance",
                if requests == 1 { "" } else { "s" },
                count(&self.counts.faulty),
                count(&self.counts.simulated),
            ));
        }
    }
}
