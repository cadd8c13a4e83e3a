//! How much of the server one client may have.

use std::time::Duration;

/// Limits on what a client may take of the server, so that one that sends without end, or nothing at
/// all, does not block others.
///
/// ```
/// use specmill_mock::ServerLimits;
///
/// let limits = ServerLimits::default().body_size(1 << 20);
/// assert_eq!((limits.body_size, limits.connections), (1 << 20, 256));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerLimits {
    /// The largest body that is read, in bytes: 64 MiB. A larger one gets status 413.
    pub body_size: usize,
    /// How long a body may take: a minute. One that takes longer gets status 408.
    pub body_time: Duration,
    /// How long the head of a request may take, and how long a connection may lie idle: half a minute,
    /// as hyper has it. Then the connection is closed.
    pub head_time: Duration,
    /// How long a connection may be used: ten minutes. Then the request at hand is its last, and has
    /// as long as a body for its answer.
    pub connection_time: Duration,
    /// How many connections are served at a time: 256. Others wait to be accepted.
    pub connections: usize,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            body_size: 64 << 20,
            body_time: Duration::from_secs(60),
            head_time: Duration::from_secs(30),
            connection_time: Duration::from_secs(600),
            connections: 256,
        }
    }
}

impl ServerLimits {
    /// Another [`ServerLimits::body_size`], in bytes.
    #[must_use]
    pub fn body_size(mut self, bytes: usize) -> Self {
        self.body_size = bytes;
        self
    }

    /// Another [`ServerLimits::body_time`].
    #[must_use]
    pub fn body_time(mut self, time: Duration) -> Self {
        self.body_time = time;
        self
    }

    /// Another [`ServerLimits::head_time`].
    #[must_use]
    pub fn head_time(mut self, time: Duration) -> Self {
        self.head_time = time;
        self
    }

    /// Another [`ServerLimits::connection_time`].
    #[must_use]
    pub fn connection_time(mut self, time: Duration) -> Self {
        self.connection_time = time;
        self
    }

    /// Another number of [`ServerLimits::connections`], at least one.
    #[must_use]
    pub fn connections(mut self, connections: usize) -> Self {
        self.connections = connections.max(1);
        self
    }
}
