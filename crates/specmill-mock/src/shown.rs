//! What of a request may be shown: its target without credentials.

use bytes::Bytes;
use http::Request;
use percent_encoding::percent_decode_str;
use specmill_core::spec::{Api, ParameterLocation, SecuritySchemeKind};
use specmill_secret_names::is_secret_name;

use crate::mock::Mock;

/// What stands for a value that is not shown.
const HIDDEN: &str = "…";

/// Path and query, with what has the name of a secret or is a credential of the document left out;
/// `in_path` are the parameters of the path.
pub(crate) fn target(
    mock: &Mock,
    request: &Request<Bytes>,
    in_path: Option<&[(String, String)]>,
) -> String {
    let uri = request.uri();
    let secrets = in_path.unwrap_or_default().iter().filter(|(name, _)| is_secret_name(name));
    let secrets: Vec<&str> = secrets.map(|(_, value)| value.as_str()).collect();
    let segments = uri.path().split('/').map(|segment| {
        let is_secret = secrets.iter().any(|secret| segment.contains(secret));
        if is_secret { HIDDEN } else { segment }
    });
    let path = segments.collect::<Vec<_>>().join("/");
    let Some(query) = uri.query() else { return path };
    let api = mock.description().api();
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(api, name) => format!("{name}={HIDDEN}"),
        _ => pair.to_owned(),
    });
    format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
}

fn is_secret(api: &Api, name: &str) -> bool {
    let name = percent_decode_str(name).decode_utf8_lossy();
    let is_credential = |kind: &SecuritySchemeKind| match kind {
        SecuritySchemeKind::ApiKey(location, known) => {
            *location != ParameterLocation::Header && *known == name
        }
        _ => false,
    };
    is_secret_name(&name) || api.security_schemes.iter().any(|scheme| is_credential(&scheme.kind))
}
