//! The body of a request, read by its media type and checked by its schema.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::{FutureExt, stream};
use http::{Request, header};
use serde_json::Value;
use specmill_core::source::{Map, Node};
use specmill_core::spec::{MediaType, Operation, RequestBody, Written, essence, written};

use crate::coerce::{Fields, Leaf, property_names};
use crate::description::Description;
use crate::json_schema::Direction;
use crate::problem::Problem;
use crate::sample::{is_valid, least};
use crate::schema::{Schema, Verdict};

/// Reads and checks the body; `None` where there is none, or it is bytes that nobody describes
/// further. What is noticed and let through is added to `warnings`.
pub(crate) fn check(
    description: &Description,
    operation: &Operation,
    request: &Request<Bytes>,
    warnings: &mut Vec<String>,
) -> Result<Option<Value>, Problem> {
    let Some(described) = &operation.request_body else { return Ok(None) };
    let content_type = match request.headers().get(header::CONTENT_TYPE).map(|value| value.to_str())
    {
        Some(Ok(text)) => text,
        Some(Err(_)) => return Err(invalid("the content type is no text".to_owned())),
        None if !request.body().is_empty() => {
            return Err(no_media_type(described, "the body has no content type; it takes"));
        }
        None if described.required => {
            return Err(no_media_type(described, "a body is required, and missing; it takes"));
        }
        None => return Ok(None),
    };
    let Some(media) = media_type(described, content_type) else {
        let message = format!("the content type `{content_type}` is not taken, which are");
        return Err(no_media_type(described, &message));
    };
    let Some(id) = media.schema else { return Ok(None) };
    let schema = description.schema(id, Direction::Request);
    let value = match written(description.api(), media) {
        Written::Json => json(request.body())?,
        Written::Form => form(&schema, request.body()),
        Written::Multipart => {
            let names = Names::of(description, media);
            multipart(&schema, &names, content_type, request.body())?
        }
        Written::Text | Written::Events => text(request.body())?,
        Written::Bytes => return Ok(None),
    };
    match schema.verdict(&value) {
        Verdict::Valid => {}
        Verdict::Overlap(fault) => warnings.push(format!("the body, {fault}")),
        Verdict::Invalid(fault) => {
            let name = member_path(&fault.pointer);
            let problem = Problem::invalid(name, format!("the body, {fault}"));
            return Err(problem.help(example(description, media, &schema)));
        }
    }
    Ok(Some(value))
}

fn invalid(message: String) -> Problem {
    Problem::invalid(String::new(), message)
}

fn no_media_type(described: &RequestBody, message: &str) -> Problem {
    let problem = invalid(format!("{message} {}", offered(described)));
    match described.content.first() {
        Some(first) => {
            problem.help(format!("send the header `content-type: {}`", first.media_type))
        }
        None => problem,
    }
}

/// The longest body that is shown.
const LONGEST_EXAMPLE: usize = 160;

/// A body that is valid, if it is short, and where it is described.
fn example(description: &Description, media: &MediaType, schema: &Schema) -> String {
    let pointer = media.schema.map(|id| description.api().schema(id).pointer.as_str());
    let place = format!("the document describes it at `{}`", pointer.unwrap_or_default());
    let least = least(schema, Direction::Request).filter(|value| is_valid(schema, value));
    match least.map(|value| value.json()).filter(|text| text.len() <= LONGEST_EXAMPLE) {
        Some(text) => format!("{place}; `{text}` is valid"),
        None => place,
    }
}

fn offered(body: &RequestBody) -> String {
    let names = body.content.iter().map(|media| format!("`{}`", media.media_type));
    names.collect::<Vec<_>>().join(", ")
}

/// The entry of `content` for a content type: itself, then a range (`image/*`, `*/*`).
fn media_type<'b>(body: &'b RequestBody, content_type: &str) -> Option<&'b MediaType> {
    let wanted = essence(content_type);
    let kind = wanted.split('/').next().unwrap_or_default();
    [wanted.clone(), format!("{kind}/*"), "*/*".to_owned()]
        .iter()
        .find_map(|range| body.content.iter().find(|media| essence(&media.media_type) == *range))
}

fn json(body: &Bytes) -> Result<Value, Problem> {
    serde_json::from_slice(body).map_err(|error| invalid(format!("the body is no JSON: {error}")))
}

fn text(body: &Bytes) -> Result<Value, Problem> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Value::from(text)),
        Err(error) => Err(invalid(format!("the body is no UTF-8: {error}"))),
    }
}

fn form(schema: &Schema, body: &Bytes) -> Value {
    let mut fields = Fields::default();
    for (name, value) in url::form_urlencoded::parse(body) {
        let property = property_of(schema, &name);
        fields.add(property, &name[property.len()..], Leaf::Text(value.into_owned()));
    }
    fields.value(schema, schema.root())
}

/// The property that a field called `name` belongs to: the longest that is described under the name, or
/// a beginning of it before a bracket; else what is before the first bracket.
fn property_of<'n>(schema: &Schema, name: &'n str) -> &'n str {
    let is_before_bracket = |known: &&str| {
        name.strip_prefix(*known).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
    };
    let known = property_names(schema, schema.root()).into_iter().filter(is_before_bracket);
    let longest = known.map(str::len).max().filter(|length| *length > 0);
    match longest.or_else(|| name.find('[').filter(|at| *at > 0)) {
        Some(length) => &name[..length],
        None => name,
    }
}

/// How the parts of a multipart body are named.
struct Names<'d> {
    /// The conventions of the API have brackets where the encoding says nothing.
    by_default: bool,
    encodings: &'d Map,
}

impl<'d> Names<'d> {
    fn of(description: &'d Description, media: &'d MediaType) -> Self {
        let by_default = description.api().conventions.bracketed_parts;
        Self { by_default, encodings: &media.encoding }
    }

    /// Whether brackets after the name of a property lead to a place inside of it.
    fn are_bracketed(&self, property: &str) -> bool {
        let encoding = self.encodings.get(property);
        match encoding.and_then(|encoding| encoding.get("style")).and_then(Node::as_str) {
            Some(style) => style == "deepObject",
            None => self.by_default,
        }
    }
}

/// A multipart body as an object; a file is the text of its bytes.
fn multipart(
    schema: &Schema,
    names: &Names<'_>,
    content_type: &str,
    body: &Bytes,
) -> Result<Value, Problem> {
    let wrong =
        |error: multer::Error| invalid(format!("the multipart body cannot be read: {error}"));
    let boundary = multer::parse_boundary(content_type).map_err(wrong)?;
    let whole = stream::iter([Ok::<_, Infallible>(body.clone())]);
    let mut parts = multer::Multipart::new(whole, boundary);
    let read = async {
        let mut fields = Fields::default();
        while let Some(part) = parts.next_field().await? {
            let name = part.name().unwrap_or_default().to_owned();
            let is_json =
                part.content_type().is_some_and(|ty| ty.essence_str() == "application/json");
            let is_file = part.file_name().is_some();
            let bytes = part.bytes().await?;
            let text = String::from_utf8_lossy(&bytes);
            let value = serde_json::from_slice(&bytes).ok().filter(|_| is_json && !is_file);
            let leaf = value.map_or_else(|| Leaf::Text(text.into_owned()), Leaf::Json);
            let property = property_of(schema, &name);
            match names.are_bracketed(property) {
                true => fields.add(property, &name[property.len()..], leaf),
                false => fields.add(&name, "", leaf),
            }
        }
        Ok::<_, multer::Error>(fields)
    };
    // All of it is in memory, so that nothing has to be waited for.
    match read.now_or_never() {
        Some(Ok(fields)) => Ok(fields.value(schema, schema.root())),
        Some(Err(error)) => Err(wrong(error)),
        None => Err(invalid("the multipart body has no end".to_owned())),
    }
}

/// A JSON pointer as code writes it: `messages[0].role`.
fn member_path(pointer: &str) -> String {
    let mut path = String::new();
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        match token.parse::<usize>() {
            Ok(number) => path.push_str(&format!("[{number}]")),
            Err(_) if path.is_empty() => path.push_str(&token),
            Err(_) => path.push_str(&format!(".{token}")),
        }
    }
    path
}
