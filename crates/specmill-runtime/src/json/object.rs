//! Reading the members of an object, and the macro that lists a struct's fields.

use std::collections::BTreeMap;

use super::constant::{self, Const, Constant, Scalar};
use super::decode::{Decode, Decoder, decode_or_empty};
use super::drift::DriftKind;
use super::error::DecodeError;
use super::fault::Fault;
use super::field::Field;
use super::node::Node;

/// Reads the members of one object by name.
///
/// It keeps a cursor, so that members asked for in document order cost one comparison each; others
/// are searched for. [`Object::end`] notes the members that nobody asked for, which it knows by
/// counting: where there are none, it costs nothing.
///
/// Only [`required`](Self::required) and [`extra`](Self::extra) can fail; whatever else is wrong is
/// mended and noted.
pub struct Object<'t, 'c> {
    node: Node<'t>,
    cx: &'c mut Decoder,
    /// The slot of the next name, and which member that is.
    cursor: u32,
    ordinal: u32,
    end: u32,
    members: u32,
    /// How many members were asked for and found, and which of the first 64. The indexes of later
    /// ones are in `cx.taken`, from `base` on: an index is unique on its tape, so what attempts
    /// that failed left there is about other objects, or below `base`.
    found: u32,
    taken: u64,
    base: usize,
}

impl<'t, 'c> Object<'t, 'c> {
    #[inline]
    pub(super) fn new(node: Node<'t>, span: u32, members: u32, cx: &'c mut Decoder) -> Self {
        let base = cx.taken.len();
        let cursor = node.index + 1;
        let end = node.index + span;
        Self { node, cx, cursor, ordinal: 0, end, members, found: 0, taken: 0, base }
    }

    /// Finds a member and marks it as asked for. Not inlined: there is a caller for each type.
    #[inline(never)]
    fn find(&mut self, name: &str) -> Option<Node<'t>> {
        if self.cursor < self.end && self.node.tape.is_text(self.cursor, name) {
            return Some(self.take());
        }
        self.search(name)
    }

    /// Takes the member at the cursor, and goes past it.
    #[inline]
    fn take(&mut self) -> Node<'t> {
        let index = self.cursor + 1;
        self.found += 1;
        if self.ordinal < 64 {
            self.taken |= 1 << self.ordinal;
        } else {
            self.cx.taken.push(index);
        }
        self.ordinal += 1;
        self.cursor = self.node.tape.after(index);
        Node { tape: self.node.tape, index }
    }

    /// Looks at the members after the cursor, then at those before it. Leaves the cursor behind
    /// the one found: what is asked for next is likely there.
    fn search(&mut self, name: &str) -> Option<Node<'t>> {
        let tape = self.node.tape;
        let (mut cursor, mut ordinal) = (self.cursor, self.ordinal);
        for _ in 0..self.members {
            if cursor >= self.end {
                (cursor, ordinal) = (self.node.index + 1, 0);
            }
            if tape.is_text(cursor, name) {
                (self.cursor, self.ordinal) = (cursor, ordinal);
                return Some(self.take());
            }
            cursor = tape.after(cursor + 1);
            ordinal += 1;
        }
        None
    }

    #[cold]
    fn missing(&mut self, name: &'static str) {
        self.cx.push(Fault::missing(self.node, name));
    }

    /// A member that must be there.
    ///
    /// # Errors
    /// When it is missing or cannot be read, and its type has no natural empty value.
    #[inline(never)]
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        match self.find(name) {
            Some(node) => decode_or_empty(node, self.cx),
            None if T::HAS_EMPTY => self.filled(name),
            None => Err(self.missing_error(name)),
        }
    }

    /// The natural empty value in place of a member that is not there.
    #[cold]
    #[inline(never)]
    fn filled<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        match T::empty() {
            Some(value) => {
                self.missing(name);
                Ok(value)
            }
            None => Err(self.missing_error(name)),
        }
    }

    #[cold]
    #[inline(never)]
    fn missing_error(&self, name: &'static str) -> DecodeError {
        DecodeError::fault(Fault::missing(self.node, name))
    }

    /// A member that must have one value.
    #[inline]
    pub fn constant<T: Constant>(&mut self, name: &'static str) -> Const<T> {
        self.check(name, T::value());
        Const::new()
    }

    #[inline(never)]
    fn check(&mut self, name: &'static str, value: Scalar) {
        match self.find(name) {
            Some(node) => constant::check(node, value, self.cx),
            None => self.missing(name),
        }
    }

    /// A member that may be missing, but not `null`.
    #[inline(never)]
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        let node = self.find(name)?;
        self.attempt(node)
    }

    /// A member that must be there and may be `null`.
    #[inline(never)]
    pub fn nullable<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        match self.find(name) {
            Some(node) if node.is_null() => None,
            Some(node) => self.attempt(node),
            None => {
                self.missing(name);
                None
            }
        }
    }

    /// A member that may be missing and may be `null`. One that cannot be read is `Absent`.
    #[inline(never)]
    pub fn field<T: Decode>(&mut self, name: &'static str) -> Field<T> {
        match self.find(name) {
            None => Field::Absent,
            Some(node) if node.is_null() => Field::Null,
            Some(node) => self.attempt(node).map_or(Field::Absent, Field::Value),
        }
    }

    /// The value at `node`, or none and a note why.
    #[inline]
    fn attempt<T: Decode>(&mut self, node: Node<'t>) -> Option<T> {
        match T::decode(node, self.cx) {
            Ok(value) => Some(value),
            Err(error) => {
                self.cx.note_error(error);
                None
            }
        }
    }

    /// All members that have not been asked for. To be called last.
    ///
    /// # Errors
    /// When one of them cannot be read and its type has no natural empty value.
    #[inline(never)]
    pub fn extra<T: Decode>(&mut self) -> Result<BTreeMap<String, T>, DecodeError> {
        let mut extra = BTreeMap::new();
        if self.found < self.members {
            for (name, node) in self.left() {
                extra.insert(name.to_owned(), decode_or_empty(node, self.cx)?);
            }
            self.found = self.members;
        }
        Ok(extra)
    }

    /// Notes the members that have not been asked for.
    #[inline]
    pub fn end(self) {
        if self.found < self.members {
            self.note_left();
        } else if self.members > 64 {
            self.cx.taken.truncate(self.base);
        }
    }

    #[cold]
    fn note_left(self) {
        for (_, node) in self.left() {
            self.cx.note(node, DriftKind::UndeclaredField, "no such member");
        }
        self.cx.taken.truncate(self.base);
    }

    /// The members that have not been asked for.
    #[cold]
    fn left(&self) -> Vec<(&'t str, Node<'t>)> {
        let late = self.cx.taken.get(self.base..).unwrap_or_default();
        let members = self.node.members().into_iter().flatten().enumerate();
        let left = members.filter(|(ordinal, (_, node))| match ordinal {
            0..64 => self.taken & 1 << ordinal == 0,
            _ => !late.contains(&node.index),
        });
        left.map(|(_, member)| member).collect()
    }
}

impl std::fmt::Debug for Object<'_, '_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Object").field(&self.node).finish()
    }
}

/// Makes a struct a JSON object: [`Decode`](crate::json::Decode), [`Encode`](crate::json::Encode)
/// and serde's traits, from a list of its fields in the order of the document.
///
/// | form | member | Rust type |
/// |---|---|---|
/// | `constant "name"` | required, of one value | [`Const<T>`](crate::json::Const) |
/// | `required "name"` | required | `T` |
/// | `optional "name"` | may be missing | `Option<T>` |
/// | `nullable "name"` | required, may be `null` | `Option<T>` |
/// | `field "name"` | may be missing, may be `null` | [`Field<T>`](crate::json::Field) |
/// | `extra` (last) | all others | `BTreeMap<String, T>` |
///
/// A word before the name says which way the type travels: `request`, `response`, `unused` for
/// neither. What it does not need for that is compiled only in crates that use it. On the official
/// description a debug build of the client takes 30 % less time for it.
///
/// Behind the fields, `secret: [token], masked: [url]` makes the type `Debug` as well: values of the
/// first are not shown, of the second all but queries of URLs and what is under the names of secrets.
///
/// ```
/// use specmill_runtime::json::{self, Field};
///
/// struct Project {
///     id: String,
///     note: Field<String>,
///     r#type: Option<String>,
/// }
/// json::object!(Project { id: required "id", note: field "note", r#type: optional "type" });
///
/// let project = Project { id: "p".into(), note: Field::Null, r#type: None };
/// assert_eq!(json::encode(&project), br#"{"id":"p","note":null}"#);
///
/// struct Login {
///     user: String,
///     token: Option<String>,
/// }
/// json::object!(Login { user: required "user", token: optional "token" }, secret: [token]);
///
/// let login = Login { user: "u".into(), token: Some("t".into()) };
/// assert_eq!(format!("{login:?}"), r#"Login { user: "u", token: [secret] }"#);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __json_object {
    (request $name:ident $body:tt $(, $($shown:tt)+)?) => {
        $crate::__json_object_impls!([#[inline]] [] $name $body);
        $($crate::__json_debug!($name $body $($shown)+);)?
    };
    (response $name:ident $body:tt $(, $($shown:tt)+)?) => {
        $crate::__json_object_impls!([] [#[inline]] $name $body);
        $($crate::__json_debug!($name $body $($shown)+);)?
    };
    (unused $name:ident $body:tt $(, $($shown:tt)+)?) => {
        $crate::__json_object_impls!([#[inline]] [#[inline]] $name $body);
        $($crate::__json_debug!($name $body $($shown)+);)?
    };
    ($name:ident $body:tt $(, $($shown:tt)+)?) => {
        $crate::__json_object_impls!([] [] $name $body);
        $($crate::__json_debug!($name $body $($shown)+);)?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_object_impls {
    ([$(#[$decode:meta])?] [$(#[$encode:meta])?] $name:ident { $($field:ident : $how:ident $($json:literal)?),* $(,)? }) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::json::Decode for $name {
            $(#[$decode])?
            fn decode(
                node: $crate::json::Node<'_>,
                cx: &mut $crate::json::Decoder,
            ) -> ::core::result::Result<Self, $crate::json::DecodeError> {
                #[allow(unused_mut)]
                let mut object = $crate::__json_try!(node.object(cx));
                let value = Self { $($field: $crate::__json_read!(object $how $($json)?)),* };
                object.end();
                ::core::result::Result::Ok(value)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::json::Encode for $name {
            $(#[$encode])?
            fn encode(&self, out: &mut $crate::json::Encoder) {
                #[allow(unused_mut)]
                let mut out = out.object();
                $(out.$how($($json,)? &self.$field);)*
                out.end();
            }
        }

        $crate::__json_serde!($name);
    };
}

/// `Debug`, where some fields are not to be shown.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_debug {
    (
        $name:ident { $($field:ident : $how:ident $($json:literal)?),* $(,)? }
        secret: [$($secret:ident),*] $(, masked: [$($masked:ident),*])?
    ) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::json::private::debug(
                    formatter,
                    ::core::stringify!($name),
                    &[$((::core::stringify!($field), &self.$field as &dyn ::core::fmt::Debug)),*],
                    &[$(::core::stringify!($secret)),*],
                    &[$($(::core::stringify!($masked)),*)?],
                )
            }
        }
    };
    ($name:ident $body:tt masked: $masked:tt) => {
        $crate::__json_debug!($name $body secret: [], masked: $masked);
    };
}

/// One field's reader: two of them can fail.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_read {
    ($object:ident required $json:literal) => {
        $crate::__json_try!($object.required($json))
    };
    ($object:ident extra) => {
        $crate::__json_try!($object.extra())
    };
    ($object:ident $how:ident $json:literal) => {
        $object.$how($json)
    };
}

/// `?` without its conversion of the error, which is compiled anew for each use: measured on 613
/// structs, a release build takes 7 % less time without it.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_try {
    ($result:expr) => {
        match $result {
            ::core::result::Result::Ok(value) => value,
            ::core::result::Result::Err(error) => return ::core::result::Result::Err(error),
        }
    };
}
