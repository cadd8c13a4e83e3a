//! The API as a person would write it for serde.

use std::fmt::{self, Write};

use super::model::{Api, Field, Type};
use super::options::Other;

/// `types.rs` of the crate.
pub(crate) fn types(api: &Api, other: Other) -> Result<String, fmt::Error> {
    let mut out = "//! The types.\n\nuse serde::{Deserialize, Serialize};\n".to_owned();
    for (number, values) in api.enums.iter().enumerate() {
        enumeration(&mut out, &format!("Enum{number}"), values, Some(other))?;
    }
    for (number, object) in api.structs.iter().enumerate() {
        for field in &object.fields {
            if let Type::Constant(value) = &field.ty {
                enumeration(
                    &mut out,
                    &format!("Constant{number}"),
                    std::slice::from_ref(value),
                    None,
                )?;
            }
        }
        let docs = &object.docs;
        writeln!(out, "/// {docs}\n#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]")?;
        writeln!(out, "pub struct Struct{number} {{")?;
        for field in &object.fields {
            member(&mut out, number, field)?;
        }
        writeln!(out, "}}")?;
    }
    Ok(out)
}

fn enumeration(
    out: &mut String,
    name: &str,
    values: &[String],
    other: Option<Other>,
) -> fmt::Result {
    writeln!(out, "/// The values this may have.")?;
    writeln!(out, "#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]")?;
    writeln!(out, "pub enum {name} {{")?;
    for (number, value) in values.iter().enumerate() {
        writeln!(out, "    /// `{value}`\n    #[serde(rename = {value:?})]\n    V{number},")?;
    }
    let rest = match other {
        Some(Other::Text) => "#[serde(untagged)]\n    Other(String),",
        Some(Other::Unit) => "#[serde(other)]\n    Other,",
        None => return writeln!(out, "}}"),
    };
    writeln!(out, "    /// A value this client does not know.\n    {rest}\n}}")
}

fn member(out: &mut String, number: usize, field: &Field) -> fmt::Result {
    let (name, docs, ty) = (&field.name, &field.docs, rust_type(number, &field.ty));
    writeln!(out, "    /// {docs}")?;
    if field.required {
        return writeln!(out, "    pub {name}: {ty},");
    }
    writeln!(out, "    #[serde(skip_serializing_if = \"Option::is_none\")]")?;
    writeln!(out, "    pub {name}: Option<{ty}>,")
}

fn rust_type(number: usize, ty: &Type) -> String {
    match ty {
        Type::Text => "String".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Constant(_) => format!("Constant{number}"),
        Type::Enum(number) => format!("Enum{number}"),
        Type::Struct(number) => format!("Struct{number}"),
        Type::List(item) => format!("Vec<{}>", rust_type(number, item)),
    }
}
