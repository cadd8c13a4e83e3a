//! Directives to cargo from a build script: the only place that writes them.
//!
//! Cargo reads what a build script prints line by line, and obeys lines that begin with `cargo::`. A
//! value that holds a line break would go on as a directive of its own, and much of what is printed
//! comes from a document.

use std::ffi::OsStr;
use std::fmt;

use specmill_core::diagnostics::{Severity, is_one_line, one_line};

use crate::error::Error;
use crate::fault::Fault;

/// A directive with a value that cargo takes as it stands ("Build Scripts" in the Cargo Book).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Directive {
    /// The build script runs again when the file or folder of this path changes.
    RerunIfChanged,
    /// The build script runs again when the environment variable of this name changes.
    RerunIfEnvChanged,
    /// A `cfg` is on: `name` or `name="value"`.
    RustcCfg,
    /// A `cfg` is known to rustc: `cfg(name)` or `cfg(name, values("value"))`.
    RustcCheckCfg,
}

impl Directive {
    fn name(self) -> &'static str {
        match self {
            Directive::RerunIfChanged => "rerun-if-changed",
            Directive::RerunIfEnvChanged => "rerun-if-env-changed",
            Directive::RustcCfg => "rustc-cfg",
            Directive::RustcCheckCfg => "rustc-check-cfg",
        }
    }
}

impl fmt::Display for Directive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Prints a directive to cargo, in a build script.
///
/// # Errors
///
/// When the value cannot be passed to cargo, which reads lines of UTF-8 and trims white space at their
/// end: a value is refused, and nothing is printed, if it has a control character, a line separator or a
/// mark of text direction, ends in white space, or is not UTF-8.
///
/// ```
/// use specmill::cargo::{Directive, tell};
///
/// tell(Directive::RerunIfChanged, "spec/api.yaml")?;
/// assert!(tell(Directive::RerunIfChanged, "spec/api.yaml\ncargo::rustc-env=A=b").is_err());
/// # Ok::<(), specmill::Error>(())
/// ```
pub fn tell(directive: Directive, value: impl AsRef<OsStr>) -> Result<(), Error> {
    let value = value.as_ref();
    match value.to_str().filter(|text| is_one_line(text)) {
        Some(text) => {
            write(directive, text);
            Ok(())
        }
        None => Err(Fault::NotOneLine(directive.name(), value.to_owned()).into()),
    }
}

/// Notes `text` in the output of a build script, on one line: cargo shows it with `-vv`, and keeps it in
/// the file `output` beside `OUT_DIR`. Nothing is told by it.
///
/// ```
/// specmill::cargo::note("the document has no webhooks");
/// ```
pub fn note(text: &str) {
    println!("note: {}", one_line(text));
}

/// Whether cargo builds the package with this feature ("Environment Variables", in build scripts).
pub(crate) fn has_feature(name: &str) -> bool {
    let name = name.to_uppercase().replace('-', "_");
    std::env::var_os(format!("CARGO_FEATURE_{name}")).is_some()
}

/// Shows `text` as a warning or an error of cargo, on one line.
pub(crate) fn show(severity: Severity, text: &str) {
    write(severity, &one_line(text));
}

/// `value` is on one line.
fn write(directive: impl fmt::Display, value: &str) {
    println!("cargo::{directive}={value}");
}
