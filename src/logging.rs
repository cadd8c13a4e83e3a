//! The log, as `OPENAI_LOG` says.

use std::io;

use specmill_runtime::http::Error;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

use crate::environment::variable;

const VARIABLE: &str = "OPENAI_LOG";
/// What the runtime's spans and events are told by.
const TARGET: &str = "specmill_runtime";

/// Writes the log of all clients to standard error, from the level in `OPENAI_LOG` up: `error`, `warn`,
/// `info`, `debug` or `trace`; `off`, nothing and no variable mean no log.
///
/// Returns whether it does. It does not if the program has a subscriber of `tracing` already, which then has
/// all spans and events of the target `specmill_runtime`.
///
/// No client calls this by itself: a program has one subscriber, and one that were there because of a
/// variable would make the program's own fail. So a program without one calls this at its start, and a
/// library leaves it to the program.
///
/// ```
/// # fn main() -> Result<(), openai_rest::Error> {
/// openai_rest::log_from_env()?;
/// # Ok(()) }
/// ```
///
/// What is logged holds no credential. Bodies are logged at `trace`, and only by clients that are built with
/// [`log_bodies`](specmill_runtime::http::ClientBuilder::log_bodies).
///
/// # Errors
///
/// When the value is no level.
pub fn log_from_env() -> Result<bool, Error> {
    let Some(name) = variable(VARIABLE)? else { return Ok(false) };
    let level = match name.to_ascii_lowercase().as_str() {
        "off" => return Ok(false),
        // As the official client for Python calls them.
        "critical" | "error" => LevelFilter::ERROR,
        "warn" | "warning" => LevelFilter::WARN,
        "info" => LevelFilter::INFO,
        "debug" => LevelFilter::DEBUG,
        "trace" => LevelFilter::TRACE,
        _ => {
            return Err(Error::configuration(format!(
                "`{VARIABLE}` is `{}`, which is no level: it can be `off`, `error`, `warn`, `info`, `debug` or \
                 `trace`",
                name.escape_debug()
            )));
        }
    };
    let lines = fmt::layer().with_writer(io::stderr);
    let lines = lines.with_filter(Targets::new().with_target(TARGET, level));
    Ok(registry().with(lines).try_init().is_ok())
}
