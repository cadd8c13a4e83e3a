//! What a try sends, as often as it may be sent.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use ::http::HeaderValue;
use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::fault::BodyFault;
use crate::http::wire::Body;
use crate::upload::{Opened, Upload, UploadError};

/// The content of a body and its media type. Makes a fresh [`Body`] for each try.
#[derive(Default)]
pub(crate) struct Payload {
    pub(crate) content_type: Option<HeaderValue>,
    segments: Vec<Segment>,
}

/// Content in a row.
pub(super) enum Segment {
    Bytes(Bytes),
    Upload(Upload),
}

impl Payload {
    pub(super) fn new(media_type: &str, segments: Vec<Segment>) -> Result<Self, BodyFault> {
        let content_type =
            HeaderValue::from_str(media_type).map_err(|_| BodyFault::media_type(media_type))?;
        Ok(Self { content_type: Some(content_type), segments })
    }

    /// The content, where it is bytes in one piece.
    pub(crate) fn bytes(&self) -> Option<&Bytes> {
        match self.segments.as_slice() {
            [Segment::Bytes(bytes)] => Some(bytes),
            _ => None,
        }
    }

    /// Whether there is no content at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Whether it can be sent, once more or for the first time: no stream in it is used up.
    pub(crate) fn can_be_sent(&self) -> bool {
        self.segments.iter().all(|segment| match segment {
            Segment::Bytes(_) => true,
            Segment::Upload(upload) => upload.can_be_sent(),
        })
    }

    /// The body for one try, from its first byte.
    pub(crate) async fn open(&self) -> Result<Body, UploadError> {
        match self.segments.as_slice() {
            [] => return Ok(Body::empty()),
            [Segment::Bytes(bytes)] => return Ok(Body::from(bytes.clone())),
            _ => {}
        }
        let mut opened = VecDeque::with_capacity(self.segments.len());
        for segment in &self.segments {
            opened.push_back(match segment {
                Segment::Bytes(bytes) => Piece::Bytes(bytes.clone()),
                Segment::Upload(upload) => Piece::Upload(upload.open().await?),
            });
        }
        Ok(Body::stream(PayloadBody { left: length(&opened), pieces: opened }))
    }
}

enum Piece {
    Bytes(Bytes),
    Upload(Opened),
}

/// The length of all of it, if that of each is known.
fn length(pieces: &VecDeque<Piece>) -> Option<u64> {
    pieces.iter().try_fold(0_u64, |sum, piece| {
        sum.checked_add(match piece {
            Piece::Bytes(bytes) => bytes.len() as u64,
            Piece::Upload(opened) => opened.length()?,
        })
    })
}

struct PayloadBody {
    pieces: VecDeque<Piece>,
    /// How many bytes are to come, if that is known.
    left: Option<u64>,
}

impl http_body::Body for PayloadBody {
    type Data = Bytes;
    type Error = UploadError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, UploadError>>> {
        loop {
            let piece = match self.pieces.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Upload(opened)) => ready!(opened.poll_piece(cx)).transpose()?,
                Some(Piece::Bytes(bytes)) => Some(std::mem::take(bytes)).filter(|b| !b.is_empty()),
            };
            match piece {
                None => drop(self.pieces.pop_front()),
                // A stream may give empty pieces; a frame without data would end a chunked body.
                Some(piece) if piece.is_empty() => {}
                Some(piece) => {
                    self.left = self.left.map(|left| left.saturating_sub(piece.len() as u64));
                    return Poll::Ready(Some(Ok(Frame::data(piece))));
                }
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
