//! Names of FastAPI's operations, of externally tagged unions, and of values with signs.

use serde_json::json;
use specmill_cases::framework_names::client::Client;
use specmill_cases::framework_names::types::{Shape, ShapeCircle, ShapeCornerOf, Sort};

use super::{client, last, server};

#[tokio::test]
async fn operations_keep_their_paths_under_shorter_names() {
    let server = server(200, r#"{"id": "i-1"}"#);
    let client: Client = client(Client::builder(), &server);
    client.items().get().sort(&Sort::MinusName).await.unwrap();
    assert_eq!(last(&server).target, "/items/?sort=-name");
    let circle = Shape::Circle(ShapeCircle::new(Default::default()));
    let corner = Shape::from(ShapeCornerOf::new(circle));
    client.items().update("7", &corner).dry(true).await.unwrap();
    let request = last(&server);
    assert_eq!((request.method.as_str(), request.target.as_str()), ("PUT", "/items/7?dry=true"));
    let body: serde_json::Value = serde_json::from_str(&request.text()).unwrap();
    assert_eq!(body, json!({"corner_of": {"Circle": {}}}));
    client.users().rename("u").await.unwrap();
    assert_eq!(last(&server).target, "/api/v1/users/u/a.b");
    client.users().known().await.unwrap();
    assert_eq!(last(&server).method, "POST");
    client.root().await.unwrap();
    assert_eq!(last(&server).target, "/");
}
