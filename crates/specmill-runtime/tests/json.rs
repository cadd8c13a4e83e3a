//! JSON as a generated client uses it. The types are written as the generator writes them, under
//! lints as strict as a user's crate may have.
#![deny(warnings, missing_docs, clippy::all)]
// The types are public, as those of a client are, though no one is there to see them.
#![allow(unreachable_pub)]

#[path = "json/fixture.rs"]
mod fixture;

#[path = "json/drift.rs"]
mod drift;
#[path = "json/encoding.rs"]
mod encoding;
#[path = "json/fields.rs"]
mod fields;
#[path = "json/formats.rs"]
mod formats;
#[path = "json/malformed.rs"]
mod malformed;
#[path = "json/maps.rs"]
mod maps;
#[path = "json/members.rs"]
mod members;
#[path = "json/objects.rs"]
mod objects;
#[path = "json/round_trip.rs"]
mod round_trip;
#[path = "json/scalars.rs"]
mod scalars;
#[path = "json/serde_traits.rs"]
mod serde_traits;
#[path = "json/serde_type.rs"]
mod serde_type;
#[path = "json/substitutes.rs"]
mod substitutes;
#[path = "json/tape.rs"]
mod tape;
#[path = "json/unions.rs"]
mod unions;
#[path = "json/unix_times.rs"]
mod unix_times;
