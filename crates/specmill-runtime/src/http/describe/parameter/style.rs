//! The style table of OpenAPI (3.1.1, section 4.8.12.4, "Style Examples").

use std::fmt::Write;

use super::definition::{Parameter, ParameterLocation, Style};
use super::encode::Encoding;
use super::fault::ParameterFault;
use super::flatten::{Flat, flatten, text};
use crate::json::{Node, Tape};

/// Writes a value, given as JSON so that its members keep their order, as `parameter` says. `None`: nothing is to be sent. For a query or a cookie the
/// text holds the name, for a path or a header it is the value alone.
pub(crate) fn serialize(
    parameter: &Parameter<'_>,
    json: &[u8],
) -> Result<Option<String>, ParameterFault> {
    let read = || Tape::parse(json).map_err(ParameterFault::NotJson);
    let encoding = Encoding::of(parameter.location, parameter.allow_reserved);
    if let Some(media_type) = parameter.content {
        let text = std::str::from_utf8(json).unwrap_or_default();
        return content(parameter, media_type, (read()?.root(), text), encoding);
    }
    if !parameter.style.fits(parameter.location) {
        return Err(ParameterFault::StyleInLocation(parameter.style, parameter.location));
    }
    let flat = match scalar(json) {
        Some(text) => Flat::Text(text.into()),
        None if parameter.is_bracketed() => {
            let mut out = Vec::new();
            let tape = read()?;
            // The brackets of a list can be in its name already.
            let own = parameter.name.strip_suffix("[]").filter(|_| tape.root().items().is_some());
            let name = own.unwrap_or(parameter.name).to_owned();
            deep(&mut out, name, tape.root(), encoding)?;
            return Ok((!out.is_empty()).then(|| out.join("&")));
        }
        None => match flatten(read()?.root())? {
            Some(flat) => flat,
            None => return Ok(None),
        },
    };
    let writer = Writer { name: parameter.name, explode: parameter.explode, encoding };
    Ok(match parameter.style {
        Style::Matrix => Some(writer.matrix(&flat)),
        Style::Label => Some(format!(".{}", writer.joined(&flat, ".", "="))),
        Style::Simple => Some(writer.joined(&flat, ",", "=")),
        Style::SpaceDelimited => writer.form(&flat, "%20", "&"),
        Style::PipeDelimited => writer.form(&flat, "%7C", "&"),
        _ if parameter.location == ParameterLocation::Cookie => writer.form(&flat, ",", "; "),
        _ => writer.form(&flat, ",", "&"),
    })
}

/// The text of what most parameters are, which needs no parsing: a number, a boolean, a string
/// without escapes.
fn scalar(json: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(json).ok()?;
    let is_number = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-'));
    match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').filter(|text| !text.contains(['\\', '"'])),
        None if text == "true" || text == "false" => Some(text),
        None => (!text.is_empty() && is_number(text)).then_some(text),
    }
}

/// A parameter with `content` instead of a schema.
fn content(
    parameter: &Parameter<'_>,
    media_type: &str,
    value: (Node<'_>, &str),
    encoding: Encoding,
) -> Result<Option<String>, ParameterFault> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let text = match value {
        (node, _) if node.is_null() => return Ok(None),
        (_, json) if essence == "application/json" || essence.ends_with("+json") => json,
        (node, _) => node.as_str().ok_or_else(|| ParameterFault::NotText(essence.to_owned()))?,
    };
    let value = encoding.encode(text);
    Ok(Some(match parameter.location {
        ParameterLocation::Path | ParameterLocation::Header => value.into_owned(),
        ParameterLocation::Query | ParameterLocation::Cookie => {
            format!("{}={value}", Encoding::Value.encode(parameter.name))
        }
    }))
}

/// What the rows of the table share.
struct Writer<'a> {
    name: &'a str,
    explode: bool,
    encoding: Encoding,
}

impl Writer<'_> {
    /// Values and names, encoded, with `separator` between items when exploded, else a comma.
    fn joined(&self, flat: &Flat, separator: &str, assign: &str) -> String {
        let separator = if self.explode { separator } else { "," };
        let assign = if self.explode { assign } else { "," };
        self.items(flat, separator, assign)
    }

    /// Encoded items: texts, or `key` `assign` `value`.
    fn items(&self, flat: &Flat, separator: &str, assign: &str) -> String {
        let encode = |text| self.encoding.encode(text);
        match flat {
            Flat::Text(text) => encode(text).into_owned(),
            Flat::List(list) => {
                list.iter().map(|item| encode(item)).collect::<Vec<_>>().join(separator)
            }
            Flat::Pairs(pairs) => pairs
                .iter()
                .map(|(key, value)| format!("{}{assign}{}", encode(key), encode(value)))
                .collect::<Vec<_>>()
                .join(separator),
        }
    }

    /// `;name=value`, or `;name` for an empty value (RFC 6570, section 3.2.7).
    fn matrix(&self, flat: &Flat) -> String {
        let name = Encoding::Value.encode(self.name);
        let mut out = String::new();
        let mut push = |name: &str, value: &str| {
            let _ = if value.is_empty() {
                write!(out, ";{name}")
            } else {
                write!(out, ";{name}={value}")
            };
        };
        match flat {
            Flat::List(list) if self.explode => {
                list.iter().for_each(|item| push(&name, &self.encoding.encode(item)));
            }
            Flat::Pairs(pairs) if self.explode => {
                for (key, value) in pairs {
                    push(&self.encoding.encode(key), &self.encoding.encode(value));
                }
            }
            _ => push(&name, &self.items(flat, ",", ",")),
        }
        out
    }

    /// `name=value`, several with `pair` between them, or one with `delimiter` in its value.
    /// An empty list or object is left out (RFC 6570, section 2.3).
    fn form(&self, flat: &Flat, delimiter: &str, pair: &str) -> Option<String> {
        let name = Encoding::Value.encode(self.name);
        match flat {
            Flat::List(list) if list.is_empty() => None,
            Flat::Pairs(pairs) if pairs.is_empty() => None,
            Flat::List(list) if self.explode => {
                let item = |item| format!("{name}={}", self.encoding.encode(item));
                Some(list.iter().map(|text| item(text)).collect::<Vec<_>>().join(pair))
            }
            Flat::Pairs(pairs) if self.explode => {
                let member = |(key, value): &(String, String)| {
                    format!("{}={}", Encoding::Value.encode(key), self.encoding.encode(value))
                };
                Some(pairs.iter().map(member).collect::<Vec<_>>().join(pair))
            }
            Flat::Text(text) => Some([&*name, "=", &*self.encoding.encode(text)].concat()),
            _ => Some(format!("{name}={}", self.items(flat, delimiter, delimiter))),
        }
    }
}

/// `name[key]=value`, and so on inwards. The brackets are encoded, as RFC 3986 has no place for
/// them in a query.
fn deep(
    out: &mut Vec<String>,
    name: String,
    value: Node<'_>,
    encoding: Encoding,
) -> Result<(), ParameterFault> {
    if let Some(items) = value.items() {
        for item in items {
            deep(out, format!("{name}[]"), item, encoding)?;
        }
    } else if let Some(members) = value.members() {
        for (key, member) in members {
            deep(out, format!("{name}[{key}]"), member, encoding)?;
        }
    } else if let Some(text) = text(value)? {
        let name = Encoding::Value.encode(&name);
        out.push(format!("{name}={}", encoding.encode(&text)));
    }
    Ok(())
}
