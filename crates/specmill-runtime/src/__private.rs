//! What generated code calls, and nobody else.
//!
//! Nothing here is for use by hand, and none of it is kept from one version of the interface to the
//! next: generated code names the version that it was made for ([`interface!`]), and what callers
//! see of a client names only what is public elsewhere.

pub use crate::http::private::{
    Answer, DescribedApi as Api, DescribedOperation as Operation, by_status, call, call_by_status,
    call_for_download, call_for_events, call_for_json, call_for_nothing, call_for_scalar,
    call_for_text, call_for_text_events, call_for_whole_events, client_builder, client_with,
    described_server as server, security_scheme,
};
#[cfg(feature = "testing")]
pub use crate::http::private::{WrittenAnswer, api_mock, expect_calls, mocked_operation};
pub use crate::json::private::{
    MemberName, Selection, Tagged, Union, debug, decode_integer_enum, decode_open_enum,
    decode_union, deserialize, list, serialize,
};
pub use serde;

#[doc(inline)]
pub use crate::{
    __http_answers as answers, __interface as interface, __json_from as from,
    __json_from_items as from_items, __json_from_text as from_text, __json_newtype as newtype,
    __json_object as object, __json_open_enum as open_enum,
    __json_open_integer_enum as open_integer_enum, __json_union as union,
};

/// The client, if it was generated for the version of this interface that is here; else one error,
/// and nothing of the client, as all of it would be further errors.
///
/// The version is written twice, here and in the generator (`specmill_core`'s `emit/interface.rs`);
/// no client compiles where they differ. CONTRIBUTING.md says when it is raised.
#[doc(hidden)]
#[macro_export]
macro_rules! __interface {
    (2 => $($client:tt)*) => {
        $($client)*
    };
    ($version:literal => $($client:tt)*) => {
        ::core::compile_error!(::core::concat!(
            "this client was generated for version ",
            $version,
            " of the interface of `specmill-runtime`, and `specmill-runtime` 0.1.0, which it is \
             compiled with, has version 2. Generate the client again with `specmill` 0.1.0, or \
             depend on the `specmill-runtime` of the same version as the `specmill` that generated it"
        ));
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_error_names_the_version_of_the_runtime() {
        let version = concat!("`specmill-runtime` ", env!("CARGO_PKG_VERSION"), ", which it is");
        let generator = concat!("again with `specmill` ", env!("CARGO_PKG_VERSION"), ", or");
        let source = include_str!("__private.rs");
        let macros = source.split("#[cfg(test)]").next().unwrap_or_default();
        for named in [version, generator] {
            assert!(macros.contains(named), "the release is not named: {named}");
        }
    }
}
