//! Security schemes: what each type has.

use super::form::Form::{One, Text, TextMap};
use super::object::{Object, member, object, required};
use super::walk::Walk;
use crate::tree::{Map, Node, Trail};

const CODE: &str = "invalid-security-scheme";

/// The types, what they require, and what else they have.
const TYPES: [(&str, &[&str], &[&str]); 5] = [
    ("apiKey", &["name", "in"], &[]),
    ("http", &["scheme"], &["bearerFormat"]),
    ("oauth2", &["flows"], &["oauth2MetadataUrl"]),
    ("openIdConnect", &["openIdConnectUrl"], &[]),
    ("mutualTLS", &[], &[]),
];

/// What every type has.
const COMMON: [&str; 3] = ["type", "description", "deprecated"];

pub(super) static FLOWS: Object = object(
    "an object of OAuth flows",
    CODE,
    &[
        member("implicit", One(&IMPLICIT)),
        member("password", One(&TOKEN)),
        member("clientCredentials", One(&TOKEN)),
        member("authorizationCode", One(&AUTHORIZATION_CODE)),
        member("deviceAuthorization", One(&DEVICE)).since(2),
    ],
);

static IMPLICIT: Object = object(
    "an implicit flow",
    CODE,
    &[required("authorizationUrl", Text), member("refreshUrl", Text), required("scopes", TextMap)],
);

static TOKEN: Object = object(
    "an OAuth flow",
    CODE,
    &[required("tokenUrl", Text), member("refreshUrl", Text), required("scopes", TextMap)],
);

static AUTHORIZATION_CODE: Object = object(
    "an authorization code flow",
    CODE,
    &[
        required("authorizationUrl", Text),
        required("tokenUrl", Text),
        member("refreshUrl", Text),
        required("scopes", TextMap),
    ],
);

static DEVICE: Object = object(
    "a device authorization flow",
    CODE,
    &[
        required("deviceAuthorizationUrl", Text),
        required("tokenUrl", Text),
        member("refreshUrl", Text),
        required("scopes", TextMap),
    ],
);

pub(super) fn scheme(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let Some(name) = members.get("type").and_then(Node::as_str) else { return };
    let Some((_, needed, others)) = TYPES.iter().find(|(known, ..)| *known == name) else {
        return;
    };
    if name == "mutualTLS" && walk.minor == 0 {
        let message = "there is no security scheme `mutualTLS` in OpenAPI 3.0".to_owned();
        let help = "OpenAPI 3.1 has it; change the version of the document".to_owned();
        walk.say(CODE, &at.member("type"), message, help);
    }
    for member in *needed {
        if !members.contains_key(*member) {
            let message = format!("a security scheme `{name}` must have `{member}`, and does not");
            let help = format!("{} requires it; add it", walk.version());
            walk.say(CODE, at, message, help);
        }
    }
    for member in members.keys().filter(|member| !member.starts_with("x-")) {
        let is_known = |names: &[&str]| names.contains(&member.as_str());
        let is_of_another =
            TYPES.iter().any(|(_, needed, others)| is_known(needed) || is_known(others));
        if is_of_another && !is_known(needed) && !is_known(others) && !is_known(&COMMON) {
            let message = format!("a security scheme `{name}` has no member `{member}`");
            let help = "it says nothing here; remove it, or correct the `type`".to_owned();
            walk.say("unknown-member", &at.member(member), message, help);
        }
    }
}
