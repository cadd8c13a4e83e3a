//! Parents whose children have them in their `allOf` (OpenAPI 3.1.1, "Discriminator Object"): where
//! the parent is used, a value is one of the children.
//!
//! A parent becomes a union of its children. What children are made of is its base, a schema of its
//! own with all that the document says of the parent. Each child gets the value of the
//! discriminator's property that leads to it, as do the members of a union that do not describe that
//! property themselves ([`undeclared`]).

mod described;
mod family;
mod parents;
mod tag;
mod undeclared;

pub(super) use parents::inherit;
