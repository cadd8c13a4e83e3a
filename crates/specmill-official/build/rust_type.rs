//! The types of a client as Rust writes them outside of it.

use specmill_core::ir::{Api, Integer, TypeRef};

/// `ty` as seen from beside the client's module `v`.
pub(super) fn rust_type(api: &Api, ty: &TypeRef) -> String {
    let inner = |ty: &TypeRef| rust_type(api, ty);
    match ty {
        TypeRef::Bool => "bool".to_owned(),
        TypeRef::Integer(width) => integer(*width).to_owned(),
        TypeRef::Float => "f32".to_owned(),
        TypeRef::Double => "f64".to_owned(),
        TypeRef::NumberOrString(number) => format!("json::NumberOrString<{}>", inner(number)),
        TypeRef::String => "String".to_owned(),
        TypeRef::UnixTime(time) => format!("json::{}", time.name()),
        TypeRef::Date => "specmill_runtime::jiff::civil::Date".to_owned(),
        TypeRef::DateTime => "json::DateTime".to_owned(),
        TypeRef::Uuid => "specmill_runtime::uuid::Uuid".to_owned(),
        TypeRef::Base64 => "json::Base64".to_owned(),
        TypeRef::Binary => "http::Upload".to_owned(),
        TypeRef::Password => "json::Password".to_owned(),
        TypeRef::Any => "json::Value".to_owned(),
        TypeRef::List(item) => format!("Vec<{}>", inner(item)),
        TypeRef::Map(value) => format!("specmill_runtime::json::Map<{}>", inner(value)),
        TypeRef::Nullable(some) => format!("Option<{}>", inner(some)),
        TypeRef::Tuple(places) => {
            format!("({})", places.iter().map(|place| inner(place) + ", ").collect::<String>())
        }
        TypeRef::OptionalItem(item) => format!("json::OptionalItem<{}>", inner(item)),
        TypeRef::RestItems(item) => format!("json::RestItems<{}>", inner(item)),
        TypeRef::MoreItems(places) => format!("json::MoreItems<{}>", inner(places)),
        TypeRef::Boxed(boxed) => format!("Box<{}>", inner(boxed)),
        TypeRef::Null => "()".to_owned(),
        TypeRef::Named(id) => format!("v::types::{}", api.type_def(*id).name),
    }
}

fn integer(width: Integer) -> &'static str {
    match width {
        Integer::I8 => "i8",
        Integer::I16 => "i16",
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U8 => "u8",
        Integer::U16 => "u16",
        Integer::U32 => "u32",
        Integer::U64 => "u64",
        Integer::I128 => "i128",
        Integer::U128 => "u128",
    }
}
