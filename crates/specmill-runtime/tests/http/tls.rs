//! Certificates: an authority of one's own, and a client that shows its own certificate.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::reqwest::{self, Certificate, Identity};
use specmill_runtime::http::{self, Error, ErrorKind, ReqwestTransport};

use crate::example::{INVITE, Invite};

/// What the certificates of all servers here are for.
pub(crate) const HOST: &str = "api.example.test";

/// Signs certificates that no operating system trusts.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn certificate(&self) -> Certificate {
        Certificate::from_pem(self.0.pem().as_bytes()).unwrap()
    }

    /// A key and the certificate of it, for `name`.
    fn issue(&self, name: &str) -> (KeyPair, rcgen::Certificate) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        (key, certificate)
    }

    fn identity(&self) -> Identity {
        let (key, certificate) = self.issue("client.example.test");
        let pem = key.serialize_pem() + &certificate.pem();
        Identity::from_pem(pem.as_bytes()).unwrap()
    }
}

/// A server behind TLS that answers every request with an invite.
pub(crate) struct TlsServer {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl TlsServer {
    /// With `clients`, those who call have to show a certificate of that authority.
    pub(crate) fn start(authority: &Authority, clients: Option<&Authority>) -> Self {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
        let length = INVITE.len();
        let invite = format!("{head}content-length: {length}\r\n\r\n{INVITE}");
        Self::answering(authority, clients, invite)
    }

    /// As `start`, with `text` as what is said to every request.
    pub(crate) fn answering(
        authority: &Authority,
        clients: Option<&Authority>,
        text: String,
    ) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider.clone());
        let builder = builder.with_safe_default_protocol_versions().unwrap();
        let builder = match clients {
            None => builder.with_no_client_auth(),
            Some(authority) => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.0.der().clone()).unwrap();
                let verifier =
                    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                builder.with_client_cert_verifier(verifier.build().unwrap())
            }
        };
        let (key, certificate) = authority.issue(HOST);
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = builder.with_single_cert(vec![certificate.der().clone()], key).unwrap();
        let (config, seen) = (Arc::new(config), Arc::<Mutex<Vec<String>>>::default());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), seen: seen.clone() };
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                // A handshake that fails is the client's to tell of.
                let _ = answer(socket.unwrap(), config.clone(), &seen, &text);
            }
        });
        server
    }

    /// Each request's first line, and whether a certificate was shown.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

fn answer(
    socket: TcpStream,
    config: Arc<ServerConfig>,
    seen: &Mutex<Vec<String>>,
    text: &str,
) -> std::io::Result<()> {
    let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut reader = BufReader::new(StreamOwned::new(connection, socket));
    let mut head = Vec::new();
    while head.last().is_none_or(|line: &String| line != "\r\n") {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        head.push(line);
    }
    let stream = reader.get_mut();
    let shown = stream.conn.peer_certificates().map_or(0, <[_]>::len);
    seen.lock().unwrap().push(format!("{} certificates: {shown}", head[0].trim_end()));
    stream.write_all(text.as_bytes())?;
    stream.conn.send_close_notify();
    stream.flush()
}

static API: runtime::Api = runtime::Api::new("Example", "1.0", "https://api.example.test")
    .security_schemes(&[runtime::security_scheme::mutual_tls("Certificate")]);
static OPERATION: runtime::Operation =
    runtime::Operation::get("retrieve-invite", "/invites/1").security(&[&["Certificate"]]);

/// One try over `transport`, to `server` under the name its certificate is for.
async fn call(server: &TlsServer, transport: reqwest::ClientBuilder) -> Result<Invite, Error> {
    let transport = transport.resolve(HOST, server.address).no_proxy().build().unwrap();
    let client = runtime::client_builder::<http::Client>(&API)
        .base_url(format!("https://{HOST}:{}", server.address.port()))
        .reqwest(transport)
        .max_retries(0)
        .build()
        .unwrap();
    runtime::call::<Invite>(&client, &OPERATION).await.map(http::Response::into_inner)
}

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_where_it_is_named() {
    let authority = Authority::new();
    let server = TlsServer::start(&authority, None);

    let error = call(&server, ReqwestTransport::builder().unwrap()).await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Connection, false));
    assert!(error.to_string().contains("certificate"), "{error}");

    let besides = ReqwestTransport::builder().unwrap().tls_certs_merge([authority.certificate()]);
    assert_eq!(call(&server, besides).await.unwrap().id, "invite-1");
    let alone = ReqwestTransport::builder().unwrap().tls_certs_only([authority.certificate()]);
    assert_eq!(call(&server, alone).await.unwrap().id, "invite-1");
    let other =
        ReqwestTransport::builder().unwrap().tls_certs_only([Authority::new().certificate()]);
    assert!(call(&server, other).await.unwrap_err().is_connection());
    assert_eq!(server.seen(), ["GET /invites/1 HTTP/1.1 certificates: 0"; 2]);
}

#[tokio::test]
async fn a_certificate_of_the_client_is_shown_to_a_server_that_asks() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let server = TlsServer::start(&authority, Some(&clients));
    let transport =
        || ReqwestTransport::builder().unwrap().tls_certs_merge([authority.certificate()]);

    let error = call(&server, transport()).await.unwrap_err();
    assert!(error.is_connection(), "{error}");
    let stranger = transport().identity(Authority::new().identity());
    assert!(call(&server, stranger).await.unwrap_err().is_connection());
    assert!(server.seen().is_empty());

    let invite = call(&server, transport().identity(clients.identity())).await.unwrap();
    assert_eq!(invite.id, "invite-1");
    assert_eq!(server.seen(), ["GET /invites/1 HTTP/1.1 certificates: 1"]);
}
