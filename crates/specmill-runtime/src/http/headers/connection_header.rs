//! Headers that no caller and no document may set, as they are not about the request: those of the
//! connection (RFC 9110, section 7.6.1), and those that the transport writes by what it sends.

use ::http::{HeaderName, header};

use super::header_fault::HeaderFault;

/// RFC 9110, section 7.6.1, and `trailer`, which announces what is never sent. `te` is one whatever
/// its value: trailers are not read.
const OF_CONNECTION: [HeaderName; 7] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// Why a header of this name cannot be set; none if it can.
pub(crate) fn refusal(name: &HeaderName) -> Option<HeaderFault> {
    match name {
        name if name == header::CONTENT_LENGTH => Some(HeaderFault::ContentLength),
        name if name == header::HOST => Some(HeaderFault::Host),
        name if OF_CONNECTION.contains(name) => Some(HeaderFault::OfConnection),
        _ => None,
    }
}
