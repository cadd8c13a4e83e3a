//! What the mock server makes up of a document is what its client reads, and what the client sends is
//! what the mock takes.

use std::path::{Path, PathBuf};

use serde_json::Value;
use specmill_cases::{inheritance, intersections};
use specmill_mock::{Description, Direction, Mock, MockServer};
use specmill_runtime::json::{self, Decode, Strictness};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../specmill/tests/cases")
        .join(name)
        .join("spec.yaml")
}

fn serve(name: &str) -> MockServer {
    MockServer::start(Mock::load(case(name)).unwrap()).unwrap()
}

#[tokio::test]
async fn children_are_answered_and_taken() {
    use inheritance::types::{Disc, Failure, Message, Shape, Vehicle};
    let server = serve("inheritance");
    let client: inheritance::Client = inheritance::Client::builder()
        .base_url(server.url())
        .strictness(Strictness::Strict)
        .max_retries(0)
        .build()
        .unwrap();
    let shapes = client.list_shapes().await.unwrap();
    assert!(matches!(shapes.as_slice(), [Shape::Disc(_)]), "{shapes:?}");
    let failures = client.list_failures().await.unwrap();
    assert!(matches!(failures.as_slice(), [Failure::Exists(_)]), "{failures:?}");
    let vehicles = client.list_vehicles().await.unwrap();
    assert!(matches!(vehicles.as_slice(), [Vehicle::Bicycle(_)]), "{vehicles:?}");
    let messages = client.list_messages().await.unwrap();
    assert!(matches!(messages.as_slice(), [Message::One(_)]), "{messages:?}");
    let drawing = client.add_shape(&Shape::from(Disc::new(1.0))).await.unwrap();
    assert!(matches!(&drawing.main, Some(Shape::Disc(_))), "{drawing:?}");
    assert!(drawing.disc.is_some());
    let hexagon = json::RawJson::parse(r#"{"kind": "hexagon"}"#).unwrap();
    let refused = client.add_shape(&Shape::Unknown(hexagon)).await.unwrap_err();
    assert_eq!(refused.status().map(|status| status.as_u16()), Some(400));
}

#[tokio::test]
async fn intersections_are_answered_and_taken() {
    use intersections::types::{Narrowed, Reply, ReplyPet, User};
    let server = serve("intersections");
    let client: intersections::Client = intersections::Client::builder()
        .base_url(server.url())
        .strictness(Strictness::Strict)
        .max_retries(0)
        .build()
        .unwrap();
    let order = Narrowed::new(3).first(User::new("Ada")).note("n");
    let reply = client.put_order(&order).await.unwrap();
    assert!(matches!(&*reply, Reply::Pet(ReplyPet::Cat(_))), "{reply:?}");
}

/// A value that the mock makes of a component of the case `intersections`, read strictly.
fn made<T: Decode>(component: &str) -> T {
    use specmill_core::source::{self, Overlays};
    let limits = specmill_core::Limits::default();
    let document = source::read(&case("intersections"), &Overlays::Beside, &limits).unwrap();
    let description = Description::new(&document).unwrap();
    let pointer = format!("/components/schemas/{component}");
    let sample = description.schema_at(&pointer, Direction::Response).sample().unwrap();
    let value: Value = serde_json::to_value(&sample).unwrap();
    let read = json::decode::<T>(value.to_string().as_bytes(), Strictness::Strict);
    let read = read.map_err(|error| format!("{value}: {error}"));
    read.unwrap().value
}

#[test]
fn what_is_made_of_each_component_is_read() {
    use intersections::types::*;
    assert!(matches!(made::<Shape>("Shape"), Shape::Round(_)));
    assert!(matches!(made::<Animal>("Animal"), Animal::Pet(Pet::Cat(_))));
    assert!(matches!(made::<PetOfBoth>("PetOfBoth"), PetOfBoth::Cat(_)));
    made::<OnlyDog>("OnlyDog");
    made::<Narrowed>("Narrowed");
    made::<Beside>("Beside");
    made::<Merged>("Merged");
    made::<NamedTree>("NamedTree");
    made::<Holder>("Holder");
    made::<Contact>("Contact");
    made::<CountsAndMore>("CountsAndMore");
    made::<Closed>("Closed");
}
