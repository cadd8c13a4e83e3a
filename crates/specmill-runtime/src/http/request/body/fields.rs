//! Members that a caller sets in a body that is there already.

use std::io::Write;

use super::fault::BodyFault;
use crate::json::{Encoded, Node, Tape};

/// A member's name, and what it is set to.
pub(super) type Field = (String, Option<Encoded>);

/// The body with each of `fields` in it: in the place of a member of that name, else at the end;
/// `None` takes a member out. The last of a name counts.
///
/// # Errors
/// When the body is no object, or a field could not be written.
pub(super) fn set(body: Option<&Encoded>, fields: &[Field]) -> Result<Encoded, BodyFault> {
    let text = body.map_or(&b"{}"[..], |body| &body.text);
    let tape = Tape::parse(text)?;
    let members = tape.root().members().ok_or_else(|| {
        let name = fields.first().map_or("", |(name, _)| name);
        BodyFault::NoMembers(name.escape_debug().to_string())
    })?;
    let mut out = Writer { text: vec![b'{'], is_first: true };
    let mut uploads = body.map(|body| body.uploads.clone()).unwrap_or_default();
    let mut rest: Vec<&Field> = Vec::new();
    for field in fields {
        rest.retain(|(name, _)| *name != field.0);
        rest.push(field);
    }
    for (name, value) in members {
        match rest.iter().position(|(field, _)| field == name) {
            Some(at) => out.field(rest.remove(at)),
            None => out.member(name, Value::Node(value)),
        }
    }
    for field in rest {
        out.field(field);
    }
    for (name, value) in fields.iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
        if let Some(refused) = &value.refused {
            return Err(BodyFault::from(refused.clone()).property(name));
        }
        uploads.extend(value.uploads.iter().cloned());
    }
    out.text.push(b'}');
    Ok(Encoded { text: out.text.into(), uploads, refused: None })
}

enum Value<'a> {
    Text(&'a [u8]),
    Node(Node<'a>),
}

struct Writer {
    text: Vec<u8>,
    is_first: bool,
}

impl Writer {
    fn field(&mut self, (name, value): &Field) {
        if let Some(value) = value {
            self.member(name, Value::Text(&value.text));
        }
    }

    /// Writing into memory and from a tape cannot fail.
    fn member(&mut self, name: &str, value: Value<'_>) {
        if !std::mem::replace(&mut self.is_first, false) {
            self.text.push(b',');
        }
        let _ = write!(self.text, "{}:", serde_json::Value::from(name));
        match value {
            Value::Text(json) => self.text.extend_from_slice(json),
            Value::Node(node) => drop(serde_json::to_writer(&mut self.text, &node)),
        }
    }
}
