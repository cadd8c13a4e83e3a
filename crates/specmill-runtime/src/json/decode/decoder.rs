//! From the tape to a value.

use std::any::TypeId;
use std::collections::BTreeMap;

use super::noted::{Mark, Noted};
use crate::json::report::{
    DecodeError, Drift, DriftKind, Expected, Fault, Locator, Strictness, describe_all,
};
use crate::json::tape::{Items, Node, Tape};

/// This many drifts of one body are kept; the rest is counted, so that no body can fill the memory
/// with complaints about it.
const MAX_DRIFT: usize = 1000;

/// A type that can be read from JSON.
///
/// The macros of [`json`](crate::json) implement it for generated types. By hand:
///
/// ```
/// use specmill_runtime::json::{self, Decode, DecodeError, Decoder, Node};
///
/// #[derive(Debug)]
/// struct Percent(u8);
/// impl Decode for Percent {
///     fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
///         match node.as_i64() {
///             Some(value @ 0..=100) => Ok(Self(value as u8)),
///             _ => Err(node.wrong_type("an integer from 0 to 100")),
///         }
///     }
/// }
/// let error = json::decode::<Percent>(b"101", json::Strictness::Lenient).unwrap_err();
/// assert_eq!(error.to_string(), "$: expected an integer from 0 to 100, found `101`");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from JSON: `Decode` is not implemented for it",
    label = "not a type of a generated client, nor another one with `Decode`",
    note = "a type of yours with `serde::Deserialize` is read by `.typed_serde::<{Self}>()` in place of \
            `.typed`, and everywhere else as `json::Serde<{Self}>`",
    note = "for a type without serde, `json::object!` implements `Decode` and `Encode`"
)]
pub trait Decode: Sized {
    /// Whether [`Decode::empty`] gives a value. The code that uses it is compiled only for types
    /// that have one.
    const HAS_EMPTY: bool = false;

    /// Whether `null` is read as something while [`Decoder::is_substituting`], which it is for a required
    /// value that is missing or null: for types without a natural empty value. A union is `Unknown`
    /// then, an object what an object without members is. The fault is noted all the same. While the
    /// members of a union are tried, no value has a substitute.
    const HAS_SUBSTITUTE: bool = false;

    /// Whether what cannot be read is, while [`Decoder::is_substituting`], so that nothing is lost: for
    /// formats that keep the text.
    const KEEPS: bool = false;

    /// Reads the value at `node`. A fault that a natural empty value makes up for is noted in
    /// `cx`, and decoding goes on.
    ///
    /// # Errors
    /// When no value can be made of what is there ([`Node::wrong_type`], [`Node::error`]).
    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError>;

    /// What stands in for a required value that is missing or of the wrong type: the natural empty
    /// value of strings, numbers, booleans, lists, maps and constants. Structs and enums have none.
    /// A type with one also sets [`Decode::HAS_EMPTY`].
    #[must_use]
    fn empty() -> Option<Self> {
        None
    }

    /// Reads the next place of a tuple from `items`, which are what is left of `list`: one item, for
    /// most types. A place that is not there is an error, unless its type has a natural empty value.
    ///
    /// # Errors
    /// As [`decode`](Self::decode), and when a place is missing.
    #[doc(hidden)]
    fn decode_place(
        items: &mut Items<'_>,
        list: Node<'_>,
        cx: &mut Decoder,
    ) -> Result<Self, DecodeError> {
        match items.next() {
            Some(item) => decode_or_empty(item, cx),
            None => missing_place(list, cx),
        }
    }
}

#[cold]
fn missing_place<T: Decode>(list: Node<'_>, cx: &mut Decoder) -> Result<T, DecodeError> {
    let missing = list.error(DriftKind::WrongType, "an array with more items");
    if T::HAS_SUBSTITUTE && cx.may_substitute() {
        cx.begin_substitute(Node::missing(), missing);
        return decode_or_empty(Node::missing(), cx);
    }
    match T::empty() {
        Some(value) => {
            cx.note_error(missing);
            Ok(value)
        }
        None => Err(missing),
    }
}

/// The choices made by counting faults, by place on the tape and type of the union (`None`: no
/// member fits). Without them, unions in unions would be tried over and over, and the time would
/// double with each level.
pub(crate) type Choices = BTreeMap<(u32, TypeId), Option<usize>>;

/// Substitutes stand in one another up to this depth: an object that requires itself has no end.
const MOST_SUBSTITUTES: usize = 32;

/// The state of a decoding: the drift found so far.
#[derive(Debug)]
pub struct Decoder {
    faults: Vec<Fault>,
    /// How many more there were when the list was full.
    unlisted: usize,
    /// How many of all of them are members that the description does not have.
    undeclared: usize,
    /// Values of members beyond an object's 64th that have been read; see `Object`.
    pub(crate) taken: Vec<u32>,
    pub(crate) choices: Choices,
    /// How many unions around this place are trying their members.
    pub(crate) trials: u32,
    /// The substitutes that are being made, one in another.
    substitutes: Vec<Substitute>,
}

impl Decoder {
    fn new() -> Self {
        Self {
            faults: Vec::new(),
            unlisted: 0,
            undeclared: 0,
            taken: Vec::new(),
            choices: Choices::default(),
            trials: 0,
            substitutes: Vec::new(),
        }
    }

    /// Notes that something other than `expected` is at `node`, and that decoding goes on.
    #[cold]
    pub fn note(&mut self, node: Node<'_>, kind: DriftKind, expected: impl Into<Expected>) {
        self.push(Fault::at(node, kind, expected.into()));
    }

    /// Notes the error of a value in whose place an empty one is used.
    #[cold]
    pub fn note_error(&mut self, error: DecodeError) {
        if let Ok(fault) = error.into_fault() {
            self.push(fault);
        }
    }

    /// How many drifts have been noted so far.
    #[must_use]
    pub fn drift_count(&self) -> usize {
        self.faults.len().saturating_add(self.unlisted)
    }

    /// How much has been noted so far, for [`Decoder::take_since`].
    pub(crate) fn mark(&self) -> Mark {
        Mark { drifts: self.drift_count(), undeclared: self.undeclared }
    }

    pub(crate) fn push(&mut self, fault: Fault) {
        if fault.kind == DriftKind::UndeclaredField {
            self.undeclared = self.undeclared.saturating_add(1);
        }
        if self.faults.len() < MAX_DRIFT {
            self.faults.push(fault);
        } else {
            self.unlisted = self.unlisted.saturating_add(1);
        }
    }

    /// Removes the drifts noted after `mark`, for [`Decoder::restore`].
    pub(crate) fn take_since(&mut self, mark: Mark) -> Noted {
        let split = mark.drifts.min(self.faults.len());
        let unlisted = self.drift_count() - mark.drifts.min(self.drift_count());
        let faults = self.faults.split_off(split);
        let unlisted = unlisted - faults.len().min(unlisted);
        self.unlisted -= unlisted.min(self.unlisted);
        let undeclared = self.undeclared - mark.undeclared.min(self.undeclared);
        self.undeclared -= undeclared;
        Noted { faults, unlisted, undeclared }
    }

    pub(crate) fn restore(&mut self, noted: Noted) {
        let undeclared = self.undeclared.saturating_add(noted.undeclared);
        for fault in noted.faults {
            self.push(fault);
        }
        self.unlisted = self.unlisted.saturating_add(noted.unlisted);
        self.undeclared = undeclared;
    }

    fn describe(self, tape: &Tape<'_>, locator: &mut Locator<'_>) -> (Vec<Drift>, usize) {
        let mut faults = self.faults;
        // In document order, which is also what makes finding their paths one walk. Stable, so
        // that several faults of one value keep theirs.
        faults.sort_by_key(|fault| fault.at);
        (describe_all(&faults, tape, locator), self.unlisted)
    }
}

/// Reads a value that has to be there: an item, or a required member. If what is there is wrong in
/// itself (not something in it) and the type has a substitute or a natural empty value, that is used.
#[inline]
pub(crate) fn decode_or_empty<T: Decode>(
    node: Node<'_>,
    cx: &mut Decoder,
) -> Result<T, DecodeError> {
    if T::HAS_SUBSTITUTE {
        // No state of its own: this is compiled for each type.
        loop {
            match T::decode(node, cx) {
                Err(error) => {
                    if let Some(error) = cx.open_substitute(error, node, T::KEEPS) {
                        return Err(error);
                    }
                }
                value => {
                    cx.close_substitute(node);
                    return value;
                }
            }
        }
    }
    let result = T::decode(node, cx);
    if !T::HAS_EMPTY {
        return result;
    }
    match result {
        Err(error) => empty_instead(error, node, cx),
        result => result,
    }
}

/// The natural empty value in place of one that cannot be read, where that is at `node` itself.
#[cold]
#[inline(never)]
fn empty_instead<T: Decode>(
    error: DecodeError,
    node: Node<'_>,
    cx: &mut Decoder,
) -> Result<T, DecodeError> {
    match note_own_fault(error, node, cx) {
        // `HAS_EMPTY` promises that there is one.
        Ok(()) => T::empty().ok_or_else(|| node.wrong_type("another value")),
        Err(error) => Err(error),
    }
}

/// Notes the error of a value that is wrong in itself; any other is given back.
fn note_own_fault(error: DecodeError, node: Node<'_>, cx: &mut Decoder) -> Result<(), DecodeError> {
    if error.as_fault().is_some_and(|fault| fault.is_of(node)) {
        cx.note_error(error);
        return Ok(());
    }
    Err(error)
}

/// A substitute that is being made.
#[derive(Debug)]
struct Substitute {
    /// The place of the value that it stands for. Nothing is in that, but what is missing.
    at: u32,
    /// What had been noted before.
    mark: Mark,
    /// What it is made for.
    error: DecodeError,
}

impl Decoder {
    /// Whether `null`, as which a missing value is read, too, is to be made a value of
    /// ([`Decode::HAS_SUBSTITUTE`]), or what cannot be read is to be kept ([`Decode::KEEPS`]).
    #[must_use]
    pub fn is_substituting(&self) -> bool {
        !self.substitutes.is_empty()
    }

    /// Whether a substitute can be made here: no union around is trying its members, and this one is not
    /// in too many others.
    pub(crate) fn may_substitute(&self) -> bool {
        self.trials == 0 && self.substitutes.len() < MOST_SUBSTITUTES
    }

    /// Begins a substitute of what is at `node`.
    pub(crate) fn begin_substitute(&mut self, node: Node<'_>, error: DecodeError) {
        let mark = self.mark();
        self.substitutes.push(Substitute { at: node.index, mark, error });
    }

    /// Ends the substitute of what is at `node`, and gives the error it was made for; none if there is
    /// none. What is missing in it is not worth a word each.
    pub(crate) fn end_substitute(&mut self, node: Node<'_>) -> Option<DecodeError> {
        self.substitutes.last().filter(|last| last.at == node.index)?;
        let Substitute { mark, error, .. } = self.substitutes.pop()?;
        drop(self.take_since(mark));
        Some(error)
    }

    /// Begins a substitute of the value that `error` is about, or gives the error if there is none:
    /// something in the value is wrong, the members of a union are tried, or no substitute can be made.
    #[cold]
    fn open_substitute(
        &mut self,
        error: DecodeError,
        node: Node<'_>,
        keeps: bool,
    ) -> Option<DecodeError> {
        if let Some(first) = self.end_substitute(node) {
            return Some(first);
        }
        let may_be = (node.is_null() || keeps)
            && self.may_substitute()
            && error.as_fault().is_some_and(|fault| fault.is_of(node));
        if !may_be {
            return Some(error);
        }
        self.begin_substitute(node, error);
        None
    }

    /// Ends the substitute of what is at `node`, if there is one, and notes what it was made for.
    #[inline]
    fn close_substitute(&mut self, node: Node<'_>) {
        if self.is_substituting() {
            self.note_substitute(node);
        }
    }

    #[cold]
    fn note_substitute(&mut self, node: Node<'_>) {
        if let Some(error) = self.end_substitute(node) {
            self.note_error(error);
        }
    }
}

/// A decoded value with the drift that was found in its body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The value.
    pub value: T,
    /// Where the body departs from the description, in document order; at most 1000.
    pub drift: Vec<Drift>,
    /// How many drifts there were beyond those that are listed.
    pub unlisted: usize,
}

impl<T> Decoded<T> {
    /// A value without drift.
    pub fn exact(value: T) -> Self {
        Self { value, drift: Vec::new(), unlisted: 0 }
    }

    /// The same with another value, made from this one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Decoded<U> {
        Decoded { value: change(self.value), drift: self.drift, unlisted: self.unlisted }
    }
}

/// Decodes a JSON body as a `T`.
///
/// ```
/// use specmill_runtime::json::{Strictness, decode};
/// let read = decode::<Vec<i64>>(b"[1, 2.0, \"three\"]", Strictness::Lenient)?;
/// assert_eq!(read.value, [1, 2, 0]);
/// assert_eq!(read.drift[0].path, "$[2]");
/// assert!(decode::<Vec<i64>>(b"[1, \"two\"]", Strictness::Strict).is_err());
/// # Ok::<(), specmill_runtime::json::DecodeError>(())
/// ```
///
/// # Errors
/// When the body is not JSON, or no `T` can be made of it; with [`Strictness::Strict`], also at any
/// drift, and then the error lists all of it.
pub fn decode<T: Decode>(body: &[u8], strictness: Strictness) -> Result<Decoded<T>, DecodeError> {
    from_tape(&Tape::parse(body)?, strictness)
}

/// Decodes the body of a successful answer as a `T`. One that is empty is the natural empty value of
/// `T`, else what becomes of `null` or of an object without members: the work is done, and a value
/// that is missing must not look as if it were not. That is drift.
///
/// # Errors
/// As [`decode`](crate::json::decode), for which an empty body is no JSON.
pub(crate) fn decode_body<T: Decode>(
    body: &[u8],
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    match body.is_empty() && strictness == Strictness::Lenient {
        true => absent().map_or_else(|| decode(body, strictness), Ok),
        false => decode(body, strictness),
    }
}

#[cold]
#[inline(never)]
fn absent<T: Decode>() -> Option<Decoded<T>> {
    let read = |text: &[u8]| Some(decode::<T>(text, Strictness::Lenient).ok()?.value);
    let value = T::empty().or_else(|| read(b"null")).or_else(|| read(b"{}"))?;
    Some(Decoded { value, drift: no_body(), unlisted: 0 })
}

/// Not generic, so that it is compiled once.
fn no_body() -> Vec<Drift> {
    vec![Drift::of_body(DriftKind::MissingField, "a body".into(), "nothing".into())]
}

impl Tape<'_> {
    /// Decodes the document as a `T`, as [`decode`](crate::json::decode) does.
    ///
    /// # Errors
    /// When a `T` cannot be made of it; with [`Strictness::Strict`], also at any drift.
    pub fn decode<T: Decode>(&self, strictness: Strictness) -> Result<Decoded<T>, DecodeError> {
        from_tape(self, strictness)
    }
}

fn from_tape<T: Decode>(
    tape: &Tape<'_>,
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    let mut cx = Decoder::new();
    match T::decode(tape.root(), &mut cx) {
        Ok(value) => match conclude(tape, cx, strictness) {
            Ok((drift, unlisted)) => Ok(Decoded { value, drift, unlisted }),
            Err(error) => Err(error),
        },
        Err(error) => Err(explain(tape, cx, strictness, error)),
    }
}

/// Puts the drift into words. Not generic, so that it is compiled once.
#[inline(never)]
fn conclude(
    tape: &Tape<'_>,
    cx: Decoder,
    strictness: Strictness,
) -> Result<(Vec<Drift>, usize), DecodeError> {
    if cx.faults.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let (drift, unlisted) = cx.describe(tape, &mut Locator::new(tape));
    match strictness {
        Strictness::Lenient => Ok((drift, unlisted)),
        Strictness::Strict => Err(DecodeError::strict(drift, unlisted)),
    }
}

/// Puts an error into words, with the drift before it if decoding was strict.
#[cold]
fn explain(
    tape: &Tape<'_>,
    cx: Decoder,
    strictness: Strictness,
    error: DecodeError,
) -> DecodeError {
    let mut locator = Locator::new(tape);
    let (before, unlisted) = match strictness {
        Strictness::Lenient => (Vec::new(), 0),
        Strictness::Strict => cx.describe(tape, &mut locator),
    };
    error.located(tape, &mut locator, before, unlisted)
}
