//! Proxies: told to the transport, or by the environment.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use specmill_runtime::http::ReqwestTransport;
use specmill_runtime::http::reqwest::Proxy;
use specmill_test_server::{Answer, TestServer};
use tokio::io::AsyncReadExt;

use crate::example::{Client, INVITE};
use crate::tls::{Authority, HOST, TlsServer};

const TOKEN: &str = "sk-proxied";

fn client(url: &str, proxy: Proxy) -> Client {
    let transport = ReqwestTransport::builder().unwrap().proxy(proxy).build().unwrap();
    client_over(url, transport)
}

fn client_over(url: &str, transport: specmill_runtime::http::reqwest::Client) -> Client {
    let builder = Client::builder().base_url(url).bearer(TOKEN).max_retries(0);
    builder.reqwest(transport).build().unwrap()
}

#[tokio::test]
async fn a_proxy_gets_the_whole_url_of_plain_http() {
    let proxy = TestServer::with_handler(|_| Answer::json(200, INVITE)).unwrap();
    let login = proxy.url().replace("http://", "http://user:pass-word@");
    let client = client("http://api.example.test/v1", Proxy::all(login).unwrap());
    assert_eq!(client.invites().retrieve("1").await.unwrap().id, "invite-1");
    let request = proxy.requests().remove(0);
    assert_eq!(request.target, "http://api.example.test/v1/organization/invites/1");
    assert_eq!(request.header("proxy-authorization"), Some("Basic dXNlcjpwYXNzLXdvcmQ="));
    assert_eq!(request.header("authorization"), Some("Bearer sk-proxied"));
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_told_without_its_password() {
    let address = TestServer::start().unwrap().url();
    let login = address.replace("http://", "http://user:pass-word@");
    let client = client("http://api.example.test/v1", Proxy::all(login).unwrap());
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert!(error.is_connection() && !error.was_sent(), "{error}");
    let told = format!("{error} {error:?}");
    assert!(!told.contains("pass-word") && !told.contains(TOKEN), "{told}");
}

/// A proxy for tunnels, all of which lead to `target`. It keeps the heads of the requests.
fn tunnel(target: SocketAddr) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let heads = Arc::<Mutex<Vec<String>>>::default();
    let seen = heads.clone();
    thread::spawn(move || {
        for socket in listener.incoming() {
            let mut reader = BufReader::new(socket.unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
            seen.lock().unwrap().push(head);
            let mut socket = reader.into_inner();
            socket.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
            let mut far = TcpStream::connect(target).unwrap();
            let (mut near, mut back) = (socket.try_clone().unwrap(), far.try_clone().unwrap());
            thread::spawn(move || {
                let _ = std::io::copy(&mut near, &mut back);
                let _ = back.shutdown(Shutdown::Write);
            });
            thread::spawn(move || {
                let _ = std::io::copy(&mut far, &mut socket);
                let _ = socket.shutdown(Shutdown::Write);
            });
        }
    });
    (url, heads)
}

#[tokio::test]
async fn tls_goes_through_a_tunnel_that_sees_nothing_of_it() {
    let authority = Authority::new();
    let server = TlsServer::start(&authority, None);
    let (url, heads) = tunnel(server.address);
    let transport = ReqwestTransport::builder()
        .unwrap()
        .proxy(Proxy::https(url).unwrap())
        .tls_certs_merge([authority.certificate()])
        .build()
        .unwrap();
    let client = client_over(&format!("https://{HOST}"), transport);
    assert_eq!(client.invites().retrieve("1").await.unwrap().id, "invite-1");
    assert_eq!(server.seen(), ["GET /organization/invites/1 HTTP/1.1 certificates: 0"]);
    let heads = heads.lock().unwrap();
    assert_eq!(heads.len(), 1);
    assert!(heads[0].starts_with(&format!("CONNECT {HOST}:443 HTTP/1.1\r\n")), "{heads:?}");
    assert!(!heads[0].contains(TOKEN), "{heads:?}");
}

#[tokio::test]
async fn a_connection_that_changes_its_protocol_goes_through_a_tunnel_in_tls() {
    let authority = Authority::new();
    let answer = "HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: shout\r\n\r\nhello";
    let server = TlsServer::answering(&authority, None, answer.to_owned());
    let (url, heads) = tunnel(server.address);
    let transport = ReqwestTransport::builder()
        .unwrap()
        .proxy(Proxy::https(url).unwrap())
        .tls_certs_merge([authority.certificate()])
        .build()
        .unwrap();
    let client = client_over(&format!("https://{HOST}"), transport);
    let call = client.client.request("GET".parse().unwrap(), "/shout");
    let mut connection = call.upgrade("shout").await.unwrap();
    let mut heard = [0; 5];
    connection.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"hello");
    assert!(heads.lock().unwrap()[0].starts_with(&format!("CONNECT {HOST}:443 HTTP/1.1\r\n")));
}

/// Set in the process that is to be sent through a proxy of its environment.
const TARGETS: &str = "SPECMILL_TEST_TARGETS";

/// Runs itself once more with other variables, as no process can change its own safely.
#[test]
fn proxies_of_the_environment_are_used_by_the_default_transport() {
    if let Ok(targets) = std::env::var(TARGETS) {
        return call_each(&targets);
    }
    let answer = |_: &_| Answer::json(200, INVITE);
    let proxy = TestServer::with_handler(answer).unwrap();
    let server = TestServer::with_handler(answer).unwrap();
    let run = |variables: &[(&str, &str)]| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args([
            "--exact",
            "proxies::proxies_of_the_environment_are_used_by_the_default_transport",
        ]);
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        // Of a CGI script `HTTP_PROXY` is a header of the request.
        command.env_remove("REQUEST_METHOD");
        command.env(TARGETS, format!("http://api.example.test {}", server.url()));
        let output = command.envs(variables.iter().copied()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    };
    run(&[("HTTP_PROXY", &proxy.url()), ("NO_PROXY", "127.0.0.1,elsewhere.example")]);
    let targets = |server: &TestServer| -> Vec<String> {
        server.requests().into_iter().map(|request| request.target).collect()
    };
    assert_eq!(targets(&proxy), ["http://api.example.test/organization/invites/1"]);
    assert_eq!(targets(&server), ["/organization/invites/1"]);
    run(&[("all_proxy", &proxy.url())]);
    assert_eq!((targets(&proxy).len(), targets(&server).len()), (3, 1));
}

/// Calls each of the URLs with the default transport.
fn call_each(targets: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for url in targets.split(' ') {
        let client = Client::builder().base_url(url).bearer(TOKEN).max_retries(0).build().unwrap();
        runtime.block_on(client.invites().retrieve("1").into_future()).unwrap();
    }
}
