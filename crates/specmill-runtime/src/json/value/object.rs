//! Structs as objects: the macro that lists their fields.

/// Makes a struct a JSON object: [`Decode`](crate::json::Decode), [`Encode`](crate::json::Encode)
/// and serde's traits, from a list of its fields in the order of the document.
///
/// | form | member | Rust type |
/// |---|---|---|
/// | `required "name"` | required | `T` |
/// | `optional "name"` | may be missing | `Option<T>` |
/// | `nullable "name"` | required, may be `null` | `Option<T>` |
/// | `field "name"` | may be missing, may be `null` | [`Field<T>`](crate::json::Field) |
/// | `optional_or_null "name"` | the same, but missing is as good as `null` | `Option<T>` |
/// | `floats "name"` | required, a list of numbers or the base64 of their bytes, the lowest first | `Vec<f32>` |
/// | `extra` (last) | all others | [`Map<T>`](crate::json::Map) |
/// | `undeclared` (last) | all others, which are noted all the same | [`Map<Value>`](crate::json::Map) |
///
/// A member that always has one value has no field. Its entry, `"type": constant "card"`, writes the value
/// and checks it when it is read; with `tag` for `constant`, it may be missing there. The value is a
/// string, a number, a boolean, or `()` for `null`. After the form of a field, `= true` says that its value,
/// a boolean or a number, is always this one: another is read, and noted.
///
/// A word before the name says which way the type travels: `request`, `response`, `unused` for
/// neither. What it does not need for that is compiled only in crates that use it. On the official
/// description a debug build of the client takes 30 % less time for it.
///
/// Before the fields in the braces, `[["mail"] | ["phone", "code"]]` says that all members of one of the lists
/// have to be there; what has none of them is read, and noted.
///
/// After the fields, `secret: [token], masked: [url]` makes the type `Debug` as well: values of the
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
/// struct Card {
///     number: String,
/// }
/// json::object!(Card { "type": constant "card", number: required "number" });
///
/// let card = Card { number: "1".into() };
/// assert_eq!(json::encode(&card), br#"{"type":"card","number":"1"}"#);
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
    ([$(#[$decode:meta])?] [$(#[$encode:meta])?] $name:ident {
        $([$([$($demanded:literal),+])|+])*
        $(
            $($fixed:literal : $fixed_how:ident $value:tt $($digits:literal)?)?
            $($field:ident : $how:ident $($json:literal $(= $always:literal)?)?)?
        ),+
    }) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::json::Decode for $name {
            const HAS_SUBSTITUTE: bool = true;

            $(#[$decode])?
            fn decode(
                node: $crate::json::Node<'_>,
                cx: &mut $crate::json::Decoder,
            ) -> ::core::result::Result<Self, $crate::json::DecodeError> {
                #[allow(unused_mut)]
                let mut object = $crate::__json_try!(node.object(cx));
                $(
                    $(object.$fixed_how($fixed, $crate::__json_scalar!($value $($digits)?));)?
                    $(let $field = $crate::__json_read!(object $how $($json $(= $always)?)?);)?
                )*
                $(object.demand(&[$(&[$($demanded),+]),+]);)*
                object.end();
                ::core::result::Result::Ok(Self { $($($field,)?)* })
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::json::Encode for $name {
            $(#[$encode])?
            fn encode(&self, out: &mut $crate::json::Encoder) {
                #[allow(unused_mut)]
                let mut out = out.object();
                $(
                    $(out.$fixed_how($fixed, $crate::__json_scalar!($value $($digits)?));)?
                    $(out.$how($($json,)? &self.$field);)?
                )*
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
        $name:ident {
            $([$([$($demanded:literal),+])|+])*
            $(
                $($fixed:literal : $fixed_how:ident $value:tt $($digits:literal)?)?
                $($field:ident : $how:ident $($json:literal $(= $always:literal)?)?)?
            ),+
        }
        secret: [$($secret:ident),*] $(, masked: [$($masked:ident),*])?
    ) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(
                    formatter,
                    ::core::stringify!($name),
                    &[$($((::core::stringify!($field), &self.$field as &dyn ::core::fmt::Debug),)?)*],
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
    ($object:ident floats $json:literal) => {
        $crate::__json_try!($object.floats($json))
    };
    ($object:ident undeclared) => {
        $object.undeclared()
    };
    ($object:ident extra) => {
        $crate::__json_try!($object.extra())
    };
    ($object:ident $how:ident $json:literal) => {
        $object.$how($json)
    };
    ($object:ident $how:ident $json:literal = $always:literal) => {{
        $object.always($json, $crate::__json_scalar!($always));
        $crate::__json_read!($object $how $json)
    }};
}

/// A value that is always the same; `-1` comes as two tokens.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_scalar {
    ($($value:tt)+) => {
        <$crate::json::Scalar as ::core::convert::From<_>>::from($($value)+)
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
