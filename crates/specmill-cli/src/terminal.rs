//! The only place that writes to a terminal. Text of a document or of a request holds no commands to
//! it and no lines of its own there.
//!
//! A reader who is gone is no reason to stop.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use specmill_core::diagnostics::one_line;

/// When text is coloured.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Colours {
    Auto,
    Always,
    Never,
}

impl Colours {
    /// Decides for the process.
    pub(crate) fn set(self) {
        let choice = match self {
            Colours::Auto => ColorChoice::Auto,
            Colours::Always => ColorChoice::Always,
            Colours::Never => ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// A report on standard error, written with or without colours: every part of a document in it is one
/// line already.
pub(crate) fn print_report(report: impl FnOnce(bool) -> String) {
    let is_coloured = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
    let _ = io::stderr().lock().write_all(report(is_coloured).as_bytes());
}

/// A line on standard output, at once, where it may be a pipe.
pub(crate) fn print_line(line: &str) {
    write(&mut io::stdout().lock(), [line]);
}

/// Lines of ours with text of a document in them, on standard output.
///
/// # Errors
///
/// When they cannot be written, though a reader is there.
pub(crate) fn show(text: &str) -> io::Result<()> {
    unless_nobody_reads(try_write(&mut io::stdout().lock(), text.lines()))
}

/// Lines of ours with text of a document in them, on standard error.
pub(crate) fn print_error(text: &str) {
    write(&mut io::stderr().lock(), text.lines());
}

/// Why a command fails, in a sentence, on standard error.
pub(crate) fn print_failure(message: &str) {
    print_error(&format!("error: {message}"));
}

/// Data on standard output, as it is: it may be for another program.
///
/// # Errors
///
/// When it cannot be written whole, though a reader is there.
pub(crate) fn write_data(data: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    unless_nobody_reads(out.write_all(data.as_bytes()).and_then(|()| out.flush()))
}

/// A reader who has seen enough, as `head` has, is no failure.
fn unless_nobody_reads(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

/// Whether somebody watches standard error.
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Puts `text` in place of the last line of standard error, a terminal, until the next call; an empty text
/// leaves nothing there.
pub(crate) fn show_status(text: &str) {
    // To the start of the line, and erase to its end (ECMA-48).
    let _ = write!(io::stderr().lock(), "\r\u{1b}[K{}", one_line(text));
}

fn write<'t>(out: &mut impl Write, lines: impl IntoIterator<Item = &'t str>) {
    let _ = try_write(out, lines);
}

fn try_write<'t>(out: &mut impl Write, lines: impl IntoIterator<Item = &'t str>) -> io::Result<()> {
    let text: String = lines.into_iter().map(|line| format!("{}\n", one_line(line))).collect();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}
