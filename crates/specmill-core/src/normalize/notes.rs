//! The members normalize adds, all of them `x-` members so that `openapiv3` keeps them.
//!
//! Besides the constants, a keyword may be moved away under one of two prefixes, its value
//! unchanged: [`LIMIT`] + `minimum` (and its like: a limit that does not fit the type `openapiv3`
//! has for it), [`UNSUPPORTED`] + keyword.

/// On a schema: `true` where the one value of `enum` was a `const`.
pub const CONST: &str = "x-specmill-const";
/// On a schema: `true` where `null` is its only value. It is `nullable` and has no type.
pub const NULL: &str = "x-specmill-null";
/// On a schema: `true` where nothing is a value of it (the schema `false`). It is `not: {}`.
pub const NEVER: &str = "x-specmill-never";
/// On a schema: `true` where `allOf` holds one `$ref` only, to give its siblings (description,
/// default, nullable, …) a place: an alias with its own annotations.
pub const REF_SIBLINGS: &str = "x-specmill-ref-siblings";
/// On a schema: `true` where keywords beside `oneOf`, `anyOf`, `allOf` or `$ref` became members of
/// its `allOf`.
pub const SPLIT: &str = "x-specmill-split";
/// On a schema: the `type` taken away, where it only repeated what other keywords say or is a name
/// OpenAPI does not know.
pub const TYPE: &str = "x-specmill-removed-type";
/// On a schema: `true` where nothing states its `type` but keywords that speak of such values only.
pub const IMPLIED_TYPE: &str = "x-specmill-implied-type";
/// On a schema: the `enum` that a `const` beside it made pointless.
pub const ENUM: &str = "x-specmill-enum";
/// On a schema, a media type, a parameter or a header: the `examples` where they were a list.
pub const EXAMPLES: &str = "x-specmill-examples";
/// On an array schema: `prefixItems` (or the list form of `items`), a list of schemas.
pub const PREFIX_ITEMS: &str = "x-specmill-prefix-items";
/// On a union: the member that stood for `null`, where it had annotations of its own.
pub const NULL_MEMBER: &str = "x-specmill-null-member";
/// Prefix on a schema: an annotation of the one member left of a union, where the union itself has
/// a different one under that name.
pub const INNER: &str = "x-specmill-inner-";
/// On a schema: the keywords that say more than the document does, as 3.0 has no words for it. What the
/// document has under such a name, if anything, is under [`UNSUPPORTED`].
pub const ADDED: &str = "x-specmill-added";
/// On a schema: the names of properties that only a condition describes.
pub const CONDITIONAL: &str = "x-specmill-conditional";
/// On a schema: `true` where it describes the fields of a server-sent event.
pub const EVENT: &str = "x-specmill-event";
/// On a header: `true` where the document gives it no schema.
pub const NO_SCHEMA: &str = "x-specmill-no-schema";
/// On an operation: its `callbacks`, where `openapiv3` cannot take them (`$ref`s among them).
pub const CALLBACKS: &str = "x-specmill-callbacks";
/// On a path item: the `$ref` whose target was put in its place.
pub const PATH_ITEM_REF: &str = "x-specmill-path-item-ref";
/// On the document: the version it is written in, where that is not 3.0.
pub const OPENAPI: &str = "x-specmill-openapi";
/// On the document: targets of `$ref`s that have no place of their own any more, by the pointer
/// they had.
pub const MOVED: &str = "x-specmill-moved";

/// On an operation, by the document or an overlay: `true` where no client is wanted for it.
pub const SKIP: &str = "x-specmill-skip";

/// On a schema, by the document or an overlay: what its numbers are, or its list of numbers, where no
/// `format` says it.
pub const NUMBER_TYPE: &str = "x-specmill-type";

/// On a property, by the document or an overlay: the value that a constructor gives it.
pub const INITIAL: &str = "x-specmill-initial";

/// On the document or a schema, by it or an overlay: whether members that are not described are kept.
pub const EXTRA: &str = "x-specmill-extra";

/// Prefix of a limit that does not fit: `x-specmill-minimum`, `x-specmill-maxLength`, …
pub const LIMIT: &str = "x-specmill-";
/// Prefix of a keyword that no Rust type can express.
pub const UNSUPPORTED: &str = "x-specmill-unsupported-";
