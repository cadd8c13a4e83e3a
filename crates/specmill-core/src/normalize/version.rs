//! Which documents are read.

use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Pointer};

/// Whether `root` is a document of OpenAPI 3.0, 3.1 or 3.2; says why if not.
pub(super) fn check(root: &Node, diagnostics: &mut Diagnostics) -> bool {
    let Some(stated) = root.get("openapi") else {
        missing(root, diagnostics);
        return false;
    };
    let version = match stated {
        Node::String(text) => text.trim().to_owned(),
        // `openapi: 3.0` without quotes is a number in YAML.
        Node::Number(number) => format!("{:.1}", number_value(*number)),
        other => {
            diagnostics.error(
                "not-openapi",
                &Pointer::root().child("openapi"),
                format!("`openapi` is {}, not a version", other.kind()),
                "write the version the document keeps to, such as `openapi: 3.1.0`",
            );
            return false;
        }
    };
    if is_read(&version) {
        return true;
    }
    diagnostics.error(
        "unsupported-version",
        &Pointer::root().child("openapi"),
        format!("OpenAPI `{version}` is not known"),
        "OpenAPI 3.0, 3.1 and 3.2 are read",
    );
    false
}

fn missing(root: &Node, diagnostics: &mut Diagnostics) {
    match root.get("swagger") {
        Some(version) => {
            let version = match version {
                Node::String(text) => text.clone(),
                Node::Number(number) => format!("{:.1}", number_value(*number)),
                _ => "2.0".to_owned(),
            };
            diagnostics.error(
                "swagger-2",
                &Pointer::root().child("swagger"),
                format!("this is a Swagger {version} document"),
                "OpenAPI 3.0, 3.1 and 3.2 are read; convert it first, for example at \
                 https://converter.swagger.io",
            );
        }
        None => diagnostics.error(
            "not-openapi",
            &Pointer::root(),
            "this is not an OpenAPI document: it has no `openapi` member",
            "OpenAPI 3.0, 3.1 and 3.2 are read; the document states which, such as \
             `openapi: 3.1.0`",
        ),
    }
}

#[allow(clippy::cast_precision_loss)]
fn number_value(number: crate::tree::Number) -> f64 {
    match number {
        crate::tree::Number::Signed(value) => value as f64,
        crate::tree::Number::Unsigned(value) => value as f64,
        crate::tree::Number::Float(value) => value,
    }
}

fn is_read(version: &str) -> bool {
    ["3.0", "3.1", "3.2"].iter().any(|known| {
        version
            .strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    })
}
