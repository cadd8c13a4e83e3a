//! What only one side sets is not asked of the other.
//!
//! OpenAPI 3.0 ("Schema Object", `readOnly` and `writeOnly`): `required` takes effect on the side
//! that has the property alone. In a type that travels both ways it may thus be missing.

use crate::ir::{Api, Presence, TypeKind};

/// Makes required properties of one side optional, in types that the other side uses, too.
pub(super) fn relax(api: &mut Api) {
    for def in &mut api.types {
        let TypeKind::Struct(object) = &mut def.kind else { continue };
        for field in &mut object.fields {
            let elsewhere =
                (field.read_only && def.usage.request) || (field.write_only && def.usage.response);
            field.presence = match field.presence {
                Presence::Required if elsewhere => Presence::Optional,
                Presence::Nullable if elsewhere => Presence::OptionalNullable,
                presence => presence,
            };
        }
    }
}
