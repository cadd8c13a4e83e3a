//! Why a body could not be decoded.

use std::error::Error;
use std::fmt::{self, Write};

use super::drift::{Drift, DriftKind};
use super::fault::Fault;
use super::path::Locator;
use crate::auto_traits::auto_traits;
use crate::json::tape::Tape;
use crate::text::{Escaping, Secrets};

/// Strict errors name this many drifts in their message, and count the rest.
const MAX_LISTED: usize = 5;

/// Why a body could not be decoded; one word in size.
///
/// It is one of three: the body is not JSON ([`is_syntax`](Self::is_syntax), with `serde_json`'s
/// error as the [`source`](Error::source)); a value without a natural empty one is missing or wrong
/// ([`path`](Self::path), [`expected`](Self::expected), [`found`](Self::found)); or decoding was
/// strict and there was drift ([`drift`](Self::drift) lists all of it).
///
/// It is `Send`, `Sync` and `Unpin`.
pub struct DecodeError(Box<Reason>);

auto_traits!([] DecodeError: Send + Sync + Unpin);

#[derive(Debug)]
enum Reason {
    /// On its way up from where it was found.
    Fault(Fault),
    Syntax {
        place: &'static str,
        source: serde_json::Error,
    },
    TooLarge(usize),
    Drift {
        /// The value could not be made; the last one says why.
        fatal: bool,
        drift: Vec<Drift>,
        unlisted: usize,
    },
}

impl DecodeError {
    #[cold]
    pub(crate) fn fault(fault: Fault) -> Self {
        Self(Box::new(Reason::Fault(fault)))
    }

    #[cold]
    pub(crate) fn syntax(body: &[u8], source: serde_json::Error) -> Self {
        let place = match body.trim_ascii_start().first() {
            None => "the body is empty",
            Some(b'<') => "the body is not JSON but looks like HTML or XML",
            Some(_) if source.is_eof() => "the body is cut off",
            Some(_) => "the body is not JSON that can be read",
        };
        Self(Box::new(Reason::Syntax { place, source }))
    }

    #[cold]
    pub(crate) fn too_large(length: usize) -> Self {
        Self(Box::new(Reason::TooLarge(length)))
    }

    pub(crate) fn strict(drift: Vec<Drift>, unlisted: usize) -> Self {
        Self(Box::new(Reason::Drift { fatal: false, drift, unlisted }))
    }

    /// The body as a whole is not what was expected.
    #[cold]
    pub(crate) fn body(expected: String, found: String) -> Self {
        let drift = vec![Drift::of_body(DriftKind::WrongType, expected, found)];
        Self(Box::new(Reason::Drift { fatal: true, drift, unlisted: 0 }))
    }

    /// Puts a fault into words, after the `before` that strict decoding found.
    pub(crate) fn located(
        self,
        tape: &Tape<'_>,
        locator: &mut Locator<'_>,
        before: Vec<Drift>,
        unlisted: usize,
    ) -> Self {
        match *self.0 {
            Reason::Fault(fault) => {
                let mut drift = before;
                drift.push(fault.describe(tape, locator));
                Self(Box::new(Reason::Drift { fatal: true, drift, unlisted }))
            }
            _ => self,
        }
    }

    pub(crate) fn as_fault(&self) -> Option<&Fault> {
        match &*self.0 {
            Reason::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    pub(crate) fn into_fault(self) -> Result<Fault, Self> {
        match *self.0 {
            Reason::Fault(fault) => Ok(fault),
            reason => Err(Self(Box::new(reason))),
        }
    }

    /// The value is a password or the like: what was found must not be shown.
    #[must_use]
    pub fn secret(self) -> Self {
        match *self.0 {
            Reason::Fault(fault) => Self::fault(fault.secret()),
            reason => Self(Box::new(reason)),
        }
    }

    /// Takes `secrets` out of what was found and of its place.
    pub(crate) fn take_out(&mut self, secrets: &Secrets) {
        if let Reason::Drift { drift, .. } = &mut *self.0 {
            drift.iter_mut().for_each(|drift| drift.take_out(secrets));
        }
    }

    fn cause(&self) -> Option<&Drift> {
        match &*self.0 {
            Reason::Drift { fatal: true, drift, .. } => drift.last(),
            Reason::Drift { drift, .. } => drift.first(),
            _ => None,
        }
    }

    /// Whether the body is not JSON at all, is cut off, or goes beyond what is read (128 levels,
    /// 4 GiB, numbers beyond `f64`).
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        matches!(&*self.0, Reason::Syntax { .. } | Reason::TooLarge(_))
    }

    /// What is the matter, if the body is JSON.
    #[must_use]
    pub fn kind(&self) -> Option<DriftKind> {
        match &*self.0 {
            Reason::Fault(fault) => Some(fault.kind),
            _ => self.cause().map(|drift| drift.kind),
        }
    }

    /// Where, as JSONPath has it; `$` if the body is not JSON.
    #[must_use]
    pub fn path(&self) -> &str {
        self.cause().map_or("$", |drift| &drift.path)
    }

    /// What should be there, in words.
    #[must_use]
    pub fn expected(&self) -> &str {
        self.cause().map_or("a JSON value", |drift| &drift.expected)
    }

    /// What is there, in words.
    #[must_use]
    pub fn found(&self) -> &str {
        match &*self.0 {
            Reason::Syntax { place, .. } => place,
            Reason::TooLarge(_) => "more than 4 GiB",
            _ => self.cause().map_or("", |drift| &drift.found),
        }
    }

    /// Every drift of a strict decoding; of a lenient one, the fault that made it fail.
    #[must_use]
    pub fn drift(&self) -> &[Drift] {
        match &*self.0 {
            Reason::Drift { drift, .. } => drift,
            _ => &[],
        }
    }

    /// How many drifts there were beyond those that [`drift`](Self::drift) lists.
    #[must_use]
    pub fn unlisted(&self) -> usize {
        match &*self.0 {
            Reason::Drift { unlisted, .. } => *unlisted,
            _ => 0,
        }
    }
}

/// One line, with what a terminal would obey in escaped form.
impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut formatter = Escaping(formatter);
        match &*self.0 {
            // Only an implementation of `Decode` sees this form; the entry points locate it.
            Reason::Fault(fault) => write!(formatter, "{:?}", fault.kind),
            Reason::Syntax { place, source } => write!(formatter, "{place}: {source}"),
            Reason::TooLarge(length) => {
                write!(formatter, "the body is {length} bytes long; at most 4 GiB can be read")
            }
            Reason::Drift { fatal: true, drift, .. } if drift.len() == 1 => {
                drift.iter().try_for_each(|drift| write!(formatter, "{drift}"))
            }
            Reason::Drift { drift, unlisted, .. } => {
                let count = drift.len().saturating_add(*unlisted);
                let shown = drift.iter().take(MAX_LISTED);
                write!(
                    formatter,
                    "the body departs from its description in {count} place{}",
                    if count == 1 { "" } else { "s" }
                )?;
                for (i, drift) in shown.enumerate() {
                    write!(formatter, "{}{drift}", if i == 0 { ": " } else { "; " })?;
                }
                if count > MAX_LISTED {
                    write!(formatter, "; and {} more", count - MAX_LISTED)?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.0 {
            Reason::Syntax { source, .. } => Some(source),
            _ => None,
        }
    }
}
