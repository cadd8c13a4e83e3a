//! What the document says, typed and with its `$ref`s resolved.
//!
//! [`read`] takes a normalised document (OpenAPI 3.0 in shape, our notes as `x-specmill-*`) and
//! gives an [`Api`]. Each object of the document goes through its [`openapiv3`] type on its own,
//! its children standing apart, so that a fault is pinned to the object it is in and costs no more
//! than that object. What those types cannot hold (limits, `default`, `example`, `x-*`, property
//! order inside examples) is read from the [`Node`](crate::tree::Node) beside them.

mod annotations;
mod arena;
mod body;
mod constant;
mod content;
mod conventions;
mod demands;
mod deserialize;
mod discriminator;
mod example;
mod holder;
mod inheritance;
mod initial;
mod intersect;
mod kind;
mod limits;
mod located;
mod loops;
mod messages;
mod misuse;
mod model;
mod number_type;
mod object;
mod operation;
mod operation_id;
mod parameter;
mod path_groups;
mod path_item;
mod query_objects;
mod read;
mod reader;
mod reference;
mod resolve;
mod response;
mod schema;
mod security;
mod server;
mod shape;
mod structure;
mod success;
mod table;
mod template;
mod undeclared;
mod unfit;
mod union;
mod values;
mod webhook;

pub use crate::unix_unit::UnixUnit;
pub use annotations::{Annotation, Annotations, annotations, enum_name};
pub use constant::{Always, always, fields};
pub use content::{
    Written, alternatives, asked_for, body_alternatives, essence, is_alike, other_media_types,
    written,
};
pub use conventions::is_header_name;
pub use demands::demands;
pub use holder::{Holder, holder};
pub use initial::initial;
pub use model::*;
pub use number_type::is_base64_floats;
pub use object::UNDESCRIBED;
pub use path_groups::group_by_path;
pub use read::read;
pub use shape::{
    ObjectShape, Shape, TupleShape, alias_target, is_named_in_place, is_null, is_nullable, shape,
    takes_any_string,
};
pub use structure::{Structure, Structures};
pub use success::{
    Success, SuccessPart, SuccessShape, error_body, errors, event_schema, is_event_text,
    is_success, is_whole_event, success,
};
pub use undeclared::keeps_undeclared;
pub use union::{can_be_object, declared_tag, union};
pub use webhook::{constant_texts, webhook_payload};
