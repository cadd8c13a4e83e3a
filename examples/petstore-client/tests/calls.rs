//! A program that uses the client, tested without the API: the generated mock takes its calls in process.

use petstore_client::json::json;
use petstore_client::mock::Mock;
use petstore_client::types::{Kind, NewPet, Pet, Refusal};
use petstore_client::{Client, Error};

/// The program: the names of all cats.
async fn names_of_cats(client: &Client) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    let mut pets = client.pets().list().kind(Kind::Cat).items();
    while let Some(pet) = pets.try_next().await? {
        if let Pet::Cat(cat) = pet {
            names.push(cat.name);
        }
    }
    Ok(names)
}

#[tokio::test]
async fn every_page_is_asked_for() -> Result<(), Error> {
    let mock = Mock::new();
    let cat = |id: &str, name: &str| json!({"kind": "cat", "id": id, "name": name});
    let asked = mock
        .pets()
        .list()
        .query("kind", "cat")
        .returns_json(json!({"data": [cat("1", "Minka")], "has_more": true, "next": "1"}))
        .returns_json(json!({"data": [cat("2", "Tom")], "has_more": false, "next": null}));

    assert_eq!(names_of_cats(&mock.client()).await?, ["Minka", "Tom"]);
    assert_eq!(asked.calls()[1].query("after").as_deref(), Some("1"));
    Ok(())
}

#[tokio::test]
async fn an_animal_of_a_new_kind_is_kept_as_it_came() -> Result<(), Error> {
    let mock = Mock::new();
    let parrot = json!({"kind": "parrot", "id": "3", "says": "hello"});
    mock.pets().get().path("pet_id", "3").returns_json(parrot);

    let pet = mock.client().pets().get("3").await?;
    assert!(matches!(&*pet, Pet::Unknown(_)), "{pet:?}");
    Ok(())
}

#[tokio::test]
async fn a_refusal_has_its_reason() {
    let mock = Mock::new();
    mock.pets().add().fails(409, json!({"reason": "the aquarium is full"}));

    let added = mock.client().pets().add(&NewPet::new(Kind::Fish, "guppies")).await;
    let error = added.expect_err("the shop refuses it");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(409));
    let refusal = error.body_as::<Refusal>().expect("it has a body").expect("which can be read");
    assert_eq!(refusal.reason, "the aquarium is full");
}
