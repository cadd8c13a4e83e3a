//! Parameters: how a value is written into a path, a query, a header or a cookie.

mod definition;
mod encode;
mod fault;
mod flatten;
mod style;

pub use definition::{Parameter, ParameterLocation, Style};
pub(crate) use encode::{Encoding, encode_literal};
pub(crate) use fault::ParameterFault;
pub(crate) use flatten::{Flat, flatten, text};
pub(crate) use style::serialize;
