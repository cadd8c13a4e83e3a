//! Headers that no caller and no document may set, as they are not about the request: those of the
//! connection (RFC 9110, section 7.6.1), and those that the transport writes by what it sends.

use ::http::{HeaderName, header};

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

/// Why a header of this name cannot be set, and what to do; none if it can.
pub(crate) fn refusal(name: &HeaderName) -> Option<&'static str> {
    match name {
        name if name == header::CONTENT_LENGTH => Some(
            "it is the length of the body, which is sent with it anyway (RFC 9110, section 8.6); \
             leave it out",
        ),
        name if name == header::HOST => Some(
            "it is that of the URL (RFC 9110, section 7.2); leave it out, and give the client or the \
             call the base URL to ask",
        ),
        name if OF_CONNECTION.contains(name) => Some(
            "it is about the connection and not about the request (RFC 9110, section 7.6.1), and is \
             the transport's to set; leave it out",
        ),
        _ => None,
    }
}
