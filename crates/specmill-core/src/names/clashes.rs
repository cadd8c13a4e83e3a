//! Texts of the document that come to one Rust name, so that one of them gets a number.

use std::collections::BTreeMap;

use super::NameTable;
use super::identifier::{snake, upper_camel, with_signs};
use super::members::{variant, variant_texts};
use super::types::pinned;
use crate::diagnostics::Diagnostics;
use crate::spec::{Api, Property, SchemaId, UnionMember, fields, union};

/// Says which components, properties, values and members of unions got a name with a number, since
/// another has their own.
pub fn report_clashes(api: &Api, names: &NameTable, diagnostics: &mut Diagnostics) {
    let components: Vec<(&str, SchemaId)> = api
        .components
        .iter()
        .map(|(name, id)| (pinned(&api.schema(*id).extensions).unwrap_or(name), *id))
        .filter(|(_, id)| names.types.contains_key(id))
        .collect();
    let texts: Vec<&str> = components.iter().map(|(text, _)| *text).collect();
    let given: Vec<&str> =
        components.iter().filter_map(|(_, id)| names.types.get(id)).map(String::as_str).collect();
    for clash in clashes(&texts, &given, upper_camel) {
        note(api, components[clash.at].1, &clash, "schemas", diagnostics);
    }
    for (id, given) in &names.fields {
        let properties: Vec<&Property> = fields(api, *id).collect();
        let texts: Vec<&str> = properties.iter().map(|property| property.name.as_str()).collect();
        let given: Vec<&str> = given.iter().map(|field| field.name.as_str()).collect();
        for clash in clashes(&texts, &given, snake) {
            note(api, properties[clash.at].schema, &clash, "properties", diagnostics);
        }
    }
    for (id, variants) in &names.variants {
        let Some(name) = names.types.get(id) else { continue };
        let Some((texts, reserved)) = variant_texts(api, *id, name) else { continue };
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let given: Vec<&str> = variants.iter().map(String::as_str).collect();
        for clash in clashes(&texts, &given, |text| variant(text, reserved)) {
            let is_spelled = clash.name == variant(&with_signs(clash.text), reserved);
            if !is_spelled && is_named_by_document(api, *id, clash.at) {
                note(api, *id, &clash, "variants", diagnostics);
            }
        }
    }
}

/// Whether the document has a word for the variant, so that a better one would help.
fn is_named_by_document(api: &Api, id: SchemaId, at: usize) -> bool {
    match union(api, id).members.get(at) {
        Some(UnionMember::Schema(id)) => {
            let schema = api.schema(*id);
            schema.component.is_some() || schema.title.is_some()
        }
        _ => true,
    }
}

/// A text that did not get its own name.
struct Clash<'a> {
    at: usize,
    text: &'a str,
    name: &'a str,
    /// The text that did.
    other: &'a str,
    wanted: String,
}

fn clashes<'a>(
    texts: &[&'a str],
    names: &[&'a str],
    wanted: impl Fn(&str) -> String,
) -> Vec<Clash<'a>> {
    // Each name is given once.
    let takers: BTreeMap<&str, usize> =
        names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let clash = |(at, (text, name)): (usize, (&&'a str, &&'a str))| {
        let wanted = wanted(text);
        let taker = takers.get(wanted.as_str()).copied().filter(|taker| *taker != at)?;
        Some(Clash { at, text, name, other: texts.get(taker)?, wanted })
    };
    texts.iter().zip(names).enumerate().filter_map(clash).collect()
}

fn note(api: &Api, id: SchemaId, clash: &Clash<'_>, what: &str, diagnostics: &mut Diagnostics) {
    let Clash { text, name, other, wanted, .. } = clash;
    let message = if text == other {
        format!("two {what} are both called `{text}`")
    } else {
        format!("the {what} `{other}` and `{text}` are both `{wanted}` in Rust")
    };
    let help = format!("`{text}` becomes `{name}`; rename one of them, here or by an overlay");
    diagnostics.warning("same-name", &api.schema(id).pointer, message, help);
}
