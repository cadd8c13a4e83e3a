//! A program that does what most do: creates, lists, clears, and is refused.

use serde_json::json;
use specmill_cases::invoicing::types::{
    Address, Card, Change, CustomerPayment, Labels, NewCustomer, Payment, Range, Refusal, Transfer,
};
use specmill_cases::invoicing::Client;
use specmill_runtime::json::Map;
use specmill_test_server::{Answer, TestServer};

use crate::{body, client, last, server};

#[tokio::test]
async fn what_is_created_has_what_is_in_it() {
    let server = server(200, r#"{"id": "c-1", "name": "Aino", "created": 1767225600}"#);
    let client: Client = client(Client::builder(), &server);
    let address = Address::new("Turku").street("Linnankatu 1");
    let customer = NewCustomer::new("Aino", address)
        // Of several kinds, so that each is turned into a payment.
        .payments([Payment::from(Card::new("4242")), Payment::from(Transfer::new("FI21"))])
        .labels(Map::from([("tier", "gold".to_owned())]));
    let created = client.customers().create(&customer).await.unwrap();
    assert_eq!(created.id, "c-1");
    let sent = json!({
        "name": "Aino",
        "address": {"city": "Turku", "street": "Linnankatu 1"},
        "payments": [{"kind": "card", "number": "4242"}, {"kind": "transfer", "iban": "FI21"}],
        "labels": {"tier": "gold"},
    });
    assert_eq!(body(&server), sent);
}

#[tokio::test]
async fn a_list_is_filtered_and_read_to_its_end() {
    let server = TestServer::with_handler(|request| match request.query("after") {
        None => Answer::json(
            200,
            r#"{"data": [{"id": "c-1", "name": "Aino", "created": 1, "payment": "p-1"},
                {"id": "c-2", "name": "Eero", "created": 2, "payment": {"kind": "card", "number": "4242"}}],
                "has_more": true}"#,
        ),
        Some(_) => Answer::json(
            200,
            r#"{"data": [{"id": "c-3", "name": "Ilta", "created": 3, "payment": null}], "has_more": false}"#,
        ),
    })
    .unwrap();
    let client: Client = client(Client::builder(), &server);
    let mut customers = client
        .customers()
        .list()
        .created(Range::new().gte(1).lt(9))
        .country(["FI", "SE"])
        .limit(2)
        .items();
    let mut payments = Vec::new();
    while let Some(customer) = customers.try_next().await.unwrap() {
        payments.push(match customer.payment {
            Some(CustomerPayment::Text(id)) => id,
            Some(CustomerPayment::Card(card)) => card.number,
            _ => "none".to_owned(),
        });
    }
    assert_eq!(payments, ["p-1", "4242", "none"]);
    let filters = "created%5Bgte%5D=1&created%5Blt%5D=9&country=FI&country=SE&limit=2";
    let targets: Vec<String> = server.requests().into_iter().map(|it| it.target).collect();
    let expected = [format!("/customers?{filters}"), format!("/customers?{filters}&after=c-2")];
    assert_eq!(targets, expected);

    let at: Vec<_> = client.customers().list().created(5).await.unwrap().into_inner().data;
    assert_eq!((at.len(), last(&server).target.as_str()), (2, "/customers?created=5"));
}

#[tokio::test]
async fn what_is_cleared_is_null_and_what_is_left_is_not_sent() {
    let server = server(200, r#"{"id": "c-1", "name": "Aino", "created": 1, "note": null}"#);
    let client: Client = client(Client::builder(), &server);
    let change = Change::new().null_note().null_address().labels(Labels::Empty);
    let customer = client.customers().update("c-1", &change).await.unwrap();
    assert_eq!(customer.note, None);
    assert_eq!(last(&server).method, "PATCH");
    assert_eq!(body(&server), json!({"note": null, "address": null, "labels": ""}));
}

#[tokio::test]
async fn a_refusal_says_what_is_wrong() {
    let server = server(409, r#"{"error": {"code": "taken", "field": "name"}}"#);
    let client: Client = client(Client::builder(), &server);
    let customer = NewCustomer::new("Aino", Address::new("Turku"));
    let error = client.customers().create(&customer).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(409));
    let refusal = error.body_as::<Refusal>().unwrap().unwrap();
    assert_eq!(
        (refusal.error.code.as_str(), refusal.error.field.as_deref()),
        ("taken", Some("name"))
    );
}
