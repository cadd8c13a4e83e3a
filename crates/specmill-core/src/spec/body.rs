//! Request bodies, and the media types of bodies both ways.

use openapiv3 as typed;

use super::located::Located;
use super::model::{MediaType, RequestBody};
use super::reader::Reader;
use super::table::{Form, Table, needed, spare};
use crate::tree::Node;

const REQUEST_BODY: Table = Table {
    what: "a request body",
    code: "invalid-request-body",
    cost: "the operation is left out; correct the document",
    members: &[
        spare("description", Form::Text),
        needed("content", Form::ChildMap),
        spare("required", Form::Flag),
    ],
};

const MEDIA_TYPE: Table = Table {
    what: "a media type",
    code: "invalid-media-type",
    cost: "this media type is left out; correct the document",
    members: &[
        spare("schema", Form::Child),
        spare("itemSchema", Form::Child),
        spare("encoding", Form::ChildMap),
    ],
};

/// Media types that are read of one `content`: each is compared with the others.
const MOST_MEDIA_TYPES: usize = 100;

impl<'d> Reader<'d> {
    /// Reads the request body at `at`; `None`, with an error, if it cannot be sent.
    pub(super) fn request_body(&mut self, at: Located<'d>) -> Option<RequestBody> {
        let at = self.follow(at)?;
        let view = self.view(&at, &REQUEST_BODY)?;
        let body: typed::RequestBody = self.typed(&at, &REQUEST_BODY, &view)?;
        Some(RequestBody {
            pointer: at.pointer.clone(),
            description: body.description,
            required: body.required,
            content: self.content(&at),
        })
    }

    /// What `content` of `at` lists, in document order.
    pub(super) fn content(&mut self, at: &Located<'d>) -> Vec<MediaType> {
        let mut entries: Vec<_> = at.member("content").iter().flat_map(Located::members).collect();
        if entries.len() > MOST_MEDIA_TYPES {
            let message =
                format!("`content` has {} media types, at most {MOST_MEDIA_TYPES}", entries.len());
            let help = "those after them are left out";
            self.diagnostics.warning(MEDIA_TYPE.code, &at.pointer.child("content"), message, help);
            entries.truncate(MOST_MEDIA_TYPES);
        }
        entries.into_iter().filter_map(|(key, at)| self.media_type(key, at)).collect()
    }

    fn media_type(&mut self, key: &str, at: Located<'d>) -> Option<MediaType> {
        let at = self.follow(at)?;
        // `text/plain:` with nothing under it says that there is such a body, and no more.
        if matches!(at.node, Node::Null) {
            return Some(MediaType {
                pointer: at.pointer.clone(),
                media_type: key.to_owned(),
                schema: None,
                item_schema: None,
                encoding: Default::default(),
                example: None,
            });
        }
        let view = self.view(&at, &MEDIA_TYPE)?;
        let media_type: typed::MediaType = self.typed(&at, &MEDIA_TYPE, &view)?;
        let encoding = at.member("encoding").filter(|_| !media_type.encoding.is_empty());
        let encoding = encoding.iter().flat_map(Located::members);
        Some(MediaType {
            pointer: at.pointer.clone(),
            media_type: key.to_owned(),
            schema: at.member("schema").map(|schema| self.schema(schema)),
            item_schema: at.member("itemSchema").map(|schema| self.schema(schema)),
            encoding: encoding.map(|(name, at)| (name.to_owned(), at.node.clone())).collect(),
            example: self.example(&at),
        })
    }
}
