//! What a call says of its body.

use ::http::header;
use serde::Serialize;

use super::description::Call;
use crate::http::describe::PropertyEncoding;
use crate::http::request::RequestBody;
use crate::json::{Encode, Encoded, Serde};
use crate::upload::Upload;

impl<T> Call<T> {
    /// Sends `body` as `application/json`. An upload in it goes as its text, or as base64 where it
    /// is none; one that is not in memory is an error when the call is awaited.
    ///
    /// A value of your own type is sent by [`Call::json_serde`].
    pub fn json(self, body: &(impl Encode + ?Sized)) -> Self {
        self.body(RequestBody::Json(Encoded::of(body)))
    }

    /// Sends `body`, of any type with `serde::Serialize`, as `application/json`. One that its
    /// `Serialize` refuses to write is an error when the call is awaited.
    ///
    /// For other bodies, parameters and members, [`json::Serde`](crate::json::Serde) makes a value one
    /// that they take: `.form(&Serde(&mine), &[])`.
    ///
    /// ```no_run
    /// # use specmill_runtime::http::{Client, Error, types::Method};
    /// #[derive(serde::Serialize)]
    /// struct NewLimit {
    ///     requests: u32,
    /// }
    ///
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let limit = NewLimit { requests: 60 };
    /// client.request(Method::POST, "/limits").json_serde(&limit).await?;
    /// # Ok(()) }
    /// ```
    pub fn json_serde(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.json(&Serde(body))
    }

    /// Sends `body`, an object, as `application/x-www-form-urlencoded`: scalars and lists in the
    /// style `form`, exploded, objects as JSON text, unless `encodings` has the property.
    pub fn form(
        self,
        body: &(impl Encode + ?Sized),
        encodings: &'static [PropertyEncoding],
    ) -> Self {
        self.body(RequestBody::Form(Encoded::of(body), encodings))
    }

    /// Sends `body`, an object, as `multipart/form-data`: a scalar as text, an [`Upload`] as a
    /// file, each item of a list as a part of that name, an object as JSON (RFC 7578), unless
    /// `encodings` has the property or the API's
    /// [`Conventions`](crate::http::Conventions::part_names) have other names. Files and streams are
    /// read as they go over the wire.
    pub fn multipart(
        self,
        body: &(impl Encode + ?Sized),
        encodings: &'static [PropertyEncoding],
    ) -> Self {
        self.body(RequestBody::Multipart(Encoded::of(body), encodings))
    }

    /// Sends `content` as it is. Its media type is the one set on it ([`Upload::content_type`]),
    /// else `media_type`; where that has a `*`, the one guessed from the file's name.
    pub fn bytes(self, media_type: &'static str, content: impl Into<Upload>) -> Self {
        self.body(RequestBody::Upload(media_type, content.into()))
    }

    /// Sends `text` as it is, in UTF-8.
    pub fn text(self, media_type: &'static str, text: &str) -> Self {
        self.bytes(media_type, text.to_owned())
    }

    /// Sends the body in another media type than the operation's usual one, whether the body is set
    /// before or after. A value is written as JSON, as a form (`application/x-www-form-urlencoded`)
    /// or as `multipart/form-data`, by the name of `media_type`; another name for a value is an error
    /// when the call is awaited, and bytes and text go as they are. What the document says of single
    /// properties in the usual media type does not count for a form or multipart body in its place.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.draft.headers.retain(|(name, _)| *name != header::CONTENT_TYPE);
        self.draft.overrides_mut().media_type = Some(media_type.into());
        self
    }

    /// Sets a member of a JSON, form or multipart body, whether the body is set before or after;
    /// without a body, of a JSON object that is otherwise empty. For what the document does not
    /// know. The same name again replaces; null takes the member out of the body, and
    /// [`Call::null_body_field`] sends one.
    pub fn body_field(mut self, name: &str, value: &(impl Encode + ?Sized)) -> Self {
        let value = Encoded::of(value);
        let is_null = *value.text == b"null"[..] && value.refused.is_none();
        let value = (!is_null).then_some(value);
        self.draft.fields.push((name.to_owned(), value));
        self
    }

    /// Sets a member of a JSON body to null, as [`Call::body_field`] sets it to a value. Forms and
    /// multipart bodies know no null: there it is left out.
    pub fn null_body_field(mut self, name: &str) -> Self {
        self.draft.fields.push((name.to_owned(), Some(Encoded::of(&()))));
        self
    }

    fn body(mut self, body: RequestBody) -> Self {
        self.draft.body = Some(body);
        self
    }
}
