//! How a connection is closed.

use std::fmt;

use tokio_tungstenite::tungstenite::protocol::CloseFrame;

/// Why a connection was closed, as a close frame says it (RFC 6455, section 5.5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Close {
    /// The code.
    pub code: CloseCode,
    /// The reason in words, often empty. A close frame has room for 123 bytes of it.
    pub reason: String,
}

impl Close {
    pub(super) fn of(frame: Option<CloseFrame>) -> Self {
        match frame {
            Some(frame) => {
                Self { code: CloseCode(frame.code.into()), reason: frame.reason.to_string() }
            }
            None => Self { code: CloseCode::NO_STATUS, reason: String::new() },
        }
    }

    pub(super) fn normal() -> Self {
        Self { code: CloseCode::NORMAL, reason: String::new() }
    }
}

impl fmt::Display for Close {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "code {}", self.code)?;
        if self.reason.is_empty() {
            return Ok(());
        }
        // It is the server's text, and may hold anything.
        write!(f, ": {}", self.reason.escape_debug())
    }
}

/// The code of a close frame (RFC 6455, section 7.4). Codes from 4000 are the server's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CloseCode(
    /// The number.
    pub u16,
);

impl CloseCode {
    /// 1000: all that the connection was for is done.
    pub const NORMAL: Self = Self(1000);
    /// 1001: the server goes down, or has reached the end of a session.
    pub const GOING_AWAY: Self = Self(1001);
    /// 1002: the protocol was violated.
    pub const PROTOCOL_ERROR: Self = Self(1002);
    /// 1003: a message of a kind that the receiver does not take.
    pub const UNSUPPORTED_DATA: Self = Self(1003);
    /// 1005: the close frame has no code. It is never sent.
    pub const NO_STATUS: Self = Self(1005);
    /// 1007: data that does not fit the type of its message.
    pub const INVALID_DATA: Self = Self(1007);
    /// 1008: a message violates a policy.
    pub const POLICY_VIOLATION: Self = Self(1008);
    /// 1009: a message is larger than the receiver takes.
    pub const MESSAGE_TOO_BIG: Self = Self(1009);
    /// 1011: the server failed.
    pub const INTERNAL_ERROR: Self = Self(1011);
    /// 1012: the server restarts.
    pub const SERVICE_RESTART: Self = Self(1012);
    /// 1013: the server has too much to do.
    pub const TRY_AGAIN_LATER: Self = Self(1013);

    /// Whether nothing is wrong: 1000 and 1001.
    #[must_use]
    pub fn is_normal(self) -> bool {
        matches!(self, Self::NORMAL | Self::GOING_AWAY)
    }
}

impl fmt::Display for CloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
