//! Web pages of other origins (WHATWG Fetch, "CORS protocol").

use specmill_mock::{Cors, Mock, Reply};

use crate::{ask, header, shop};

const PAGE: &str = "origin: http://localhost:5173";

fn preflight(mock: &Mock, method: &str) -> Reply {
    let asked = "access-control-request-headers: content-type,x-key";
    ask(
        mock,
        &format!("OPTIONS /v2/items\n{PAGE}\naccess-control-request-method: {method}\n{asked}"),
    )
}

#[test]
fn a_page_may_send_what_it_asks_to_send() {
    let mock = shop().with_cors(Cors::any()).with_fail_rate(1.0);
    let reply = preflight(&mock, "POST");
    assert_eq!((reply.response.status().as_u16(), &reply.fault), (204, &None));
    assert_eq!(header(&reply, "access-control-allow-origin"), "http://localhost:5173");
    assert_eq!(header(&reply, "access-control-allow-methods"), "GET, POST");
    assert_eq!(header(&reply, "access-control-allow-headers"), "content-type,x-key");
    assert_eq!(header(&reply, "access-control-allow-credentials"), "true");
    assert_eq!(header(&reply, "vary"), "Origin");
    // So that the page can read what is wrong with it.
    assert_eq!(
        header(&preflight(&mock, "PATCH"), "access-control-allow-methods"),
        "GET, POST, PATCH"
    );
}

#[test]
fn a_page_may_read_answers_and_faults() {
    let mock = shop().with_cors(Cors::any());
    for lines in ["GET /items\nx-key: k", "GET /items", "GET /nothing"] {
        let reply = ask(&mock, &format!("{lines}\n{PAGE}"));
        assert_eq!(
            header(&reply, "access-control-allow-origin"),
            "http://localhost:5173",
            "{lines}"
        );
        let exposed = header(&reply, "access-control-expose-headers");
        assert!(exposed.contains("x-request-id"), "{exposed}");
    }
    let other = ask(&mock, "GET /items\nx-key: k");
    assert_eq!(
        (header(&other, "access-control-allow-origin"), header(&other, "vary")),
        ("", "Origin")
    );
    // An OPTIONS that is no preflight is as any other request.
    assert_eq!(ask(&mock, "OPTIONS /items").response.status(), 405);
}

#[test]
fn other_pages_may_not() {
    let only = Cors::any().and("http://localhost:3000").unwrap();
    let mock = shop().with_cors(only.and("https://app.example.com:443").unwrap());
    let reply = preflight(&mock, "POST");
    assert_eq!(
        (reply.response.status().as_u16(), header(&reply, "access-control-allow-origin")),
        (204, "")
    );
    assert_eq!(
        header(&ask(&mock, &format!("GET /items\n{PAGE}")), "access-control-allow-origin"),
        ""
    );
    let named = ask(&mock, "GET /items\norigin: https://app.example.com");
    assert_eq!(header(&named, "access-control-allow-origin"), "https://app.example.com");
    assert_eq!(preflight(&shop(), "POST").response.status(), 405);
    for origin in
        ["localhost:5173", "http://localhost/path", "*", "", "null", "http://u@h", "file:///a"]
    {
        let error = Cors::any().and(origin).unwrap_err().to_string();
        assert!(error.contains("is no origin"), "{origin}: {error}");
    }
}
