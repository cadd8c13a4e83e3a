//! Calls that change the protocol of their connection.

use super::description::Call;
use crate::http::answer::Upgraded;

impl<T> Call<T> {
    /// The same call, asking the server to go on in another protocol on the same connection (`upgrade`
    /// and `connection: upgrade`; RFC 9110, section 7.8). The answer is the connection, once the server
    /// has sent status 101.
    ///
    /// It is sent as any other call, with the client's credentials and default headers, over its
    /// transport (proxies and certificates included), within [`Call::timeout`] and with its retries.
    /// Headers of the protocol are the caller's.
    ///
    /// ```no_run
    /// use specmill_runtime::http::{Client, Error, types::Method};
    /// use tokio::io::AsyncWriteExt;
    ///
    /// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let attach = client.request(Method::POST, "/containers/{id}/attach?stdin=1");
    /// let mut connection = attach.path("id", "9f8e").upgrade("tcp").await?;
    /// connection.write_all(b"exit\n").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// When awaited, as any call, and:
    /// - [`ErrorKind::Request`](crate::http::ErrorKind::Request) for a protocol that no header can hold;
    /// - [`ErrorKind::Decode`](crate::http::ErrorKind::Decode) if the server answers with a success and
    ///   does not change the protocol. Any other status is an error as ever, with its body;
    /// - [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration) if a transport of one's own
    ///   hands out no connection ([`OnUpgrade`](crate::http::OnUpgrade)).
    ///
    /// HTTP/2 has no such change: a client with the feature `http2` is given a `reqwest` client with
    /// `http1_only()` for it.
    pub fn upgrade(mut self, protocol: &str) -> Call<Upgraded> {
        self.draft.override_with(|overrides| overrides.set_upgrade(protocol));
        let decoding = Upgraded::decoding(self.decoding.accept);
        Call { client: self.client, draft: self.draft, decoding }
    }
}
