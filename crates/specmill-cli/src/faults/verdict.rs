//! What a fault counts: `--allow` and `--deny`.

use std::collections::BTreeSet;

use specmill::{Diagnostic, Diagnostics, Severity};
use specmill_core::diagnostics::{codes_like, explanation};

/// The word for all warnings.
const WARNINGS: &str = "warnings";

/// Which codes are not reported, and which are errors.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verdicts {
    allowed: BTreeSet<String>,
    denied: BTreeSet<String>,
    denies_warnings: bool,
}

/// A fault, and what it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged<'d> {
    pub(crate) fault: &'d Diagnostic,
    pub(crate) severity: Severity,
}

impl Verdicts {
    /// What these codes say together.
    ///
    /// # Errors
    ///
    /// When a code is both allowed and denied.
    pub(crate) fn new(allowed: &[String], denied: &[String]) -> Result<Self, String> {
        let allowed: BTreeSet<String> = allowed.iter().cloned().collect();
        let mut denied: BTreeSet<String> = denied.iter().cloned().collect();
        let denies_warnings = denied.remove(WARNINGS);
        match allowed.intersection(&denied).next() {
            Some(code) => Err(format!("`{code}` is both allowed and denied")),
            None => Ok(Self { allowed, denied, denies_warnings }),
        }
    }

    /// The same, with all warnings denied if `denied`.
    pub(crate) fn deny_warnings(mut self, denied: bool) -> Self {
        self.denies_warnings |= denied;
        self
    }

    /// The faults that are reported: notes first, then warnings, then errors, so that what is worst ends up
    /// next to the prompt, each in the order found.
    pub(crate) fn judge<'d>(&self, faults: &'d Diagnostics) -> Vec<Judged<'d>> {
        let reported = faults.iter().filter(|fault| !self.allowed.contains(fault.code()));
        let mut judged: Vec<Judged<'d>> =
            reported.map(|fault| Judged { fault, severity: self.severity(fault) }).collect();
        judged.sort_by_key(|judged| judged.severity);
        judged
    }

    fn severity(&self, fault: &Diagnostic) -> Severity {
        let is_denied = self.denied.contains(fault.code())
            || (self.denies_warnings && fault.severity() == Severity::Warning);
        if is_denied { Severity::Error } else { fault.severity() }
    }
}

/// A code that there is.
pub(crate) fn code(text: &str) -> Result<String, String> {
    if explanation(text).is_some() { Ok(text.to_owned()) } else { Err(no_such_code(text)) }
}

/// A code that there is, or the word for all warnings.
pub(crate) fn code_or_warnings(text: &str) -> Result<String, String> {
    if text == WARNINGS { Ok(text.to_owned()) } else { code(text) }
}

/// Says that there is no such code, and which there are.
pub(crate) fn no_such_code(text: &str) -> String {
    let near = codes_like(text);
    if near.is_empty() {
        return "there is no such code; `specmill explain` lists them".to_owned();
    }
    format!("there is no such code; did you mean `{}`?", near.join("`, `"))
}
